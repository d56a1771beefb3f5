/** Mails to pledgers, by SMTP. */
@NullMarked
package org.groundswell.pledge.mail;

import org.jspecify.annotations.NullMarked;
