/** Signing in by a link sent to one's mailbox, and the access tokens that come of it. */
@NullMarked
package org.groundswell.campaign.signin;

import org.jspecify.annotations.NullMarked;
