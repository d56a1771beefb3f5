/**
 * Hearing of tallies: for the live picture of every instance, and for the stored view;
 * and of campaigns, for petitions.
 */
@NullMarked
package org.groundswell.analytics.messaging;

import org.jspecify.annotations.NullMarked;
