/**
 * How many pledges may come in, from one client and for one campaign, and how often one
 * client may try to sign in.
 */
@NullMarked
package org.groundswell.gateway.limits;

import org.jspecify.annotations.NullMarked;
