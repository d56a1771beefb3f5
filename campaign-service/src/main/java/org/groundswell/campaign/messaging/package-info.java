/** Announcing launches, and hearing of milestones. */
@NullMarked
package org.groundswell.campaign.messaging;

import org.jspecify.annotations.NullMarked;
