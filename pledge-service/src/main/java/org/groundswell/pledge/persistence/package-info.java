/** How pledges are written: many at once, durable, each with its own outcome. */
@NullMarked
package org.groundswell.pledge.persistence;

import org.jspecify.annotations.NullMarked;
