/** Sending the sign-in mail. */
@NullMarked
package org.groundswell.campaign.mail;

import org.jspecify.annotations.NullMarked;
