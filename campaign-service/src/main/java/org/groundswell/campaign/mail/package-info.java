/** Sending the mails that hold a secret link: to sign in, and to accept an invitation. */
@NullMarked
package org.groundswell.campaign.mail;

import org.jspecify.annotations.NullMarked;
