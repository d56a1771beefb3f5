/** What MongoDB needs to know of this service. */
@NullMarked
package org.groundswell.campaign.persistence;

import org.jspecify.annotations.NullMarked;
