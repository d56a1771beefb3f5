/** How many pledges may come in, from one client and for one campaign. */
@NullMarked
package org.groundswell.gateway.limits;

import org.jspecify.annotations.NullMarked;
