/** What is asked of campaign-service. */
@NullMarked
package org.groundswell.pledge.campaigns;

import org.jspecify.annotations.NullMarked;
