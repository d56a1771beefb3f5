/** Pledges: accepted once each, durable before they are answered. */
@NullMarked
package org.groundswell.pledge;

import org.jspecify.annotations.NullMarked;
