/** Tallies: what is counted, and the live picture of it. */
@NullMarked
package org.groundswell.analytics;

import org.jspecify.annotations.NullMarked;
