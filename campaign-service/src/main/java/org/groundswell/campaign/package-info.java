/** Campaigns and the organisers who draft, launch and lead them. */
@NullMarked
package org.groundswell.campaign;

import org.jspecify.annotations.NullMarked;
