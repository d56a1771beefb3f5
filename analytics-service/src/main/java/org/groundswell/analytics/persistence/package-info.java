/** The stored view of tallies. */
@NullMarked
package org.groundswell.analytics.persistence;

import org.jspecify.annotations.NullMarked;
