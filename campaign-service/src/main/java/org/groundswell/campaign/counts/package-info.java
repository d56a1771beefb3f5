/** Asking analytics-service what it counted. */
@NullMarked
package org.groundswell.campaign.counts;

import org.jspecify.annotations.NullMarked;
