/** Sending mail. */
@NullMarked
package org.groundswell.notification.mail;

import org.jspecify.annotations.NullMarked;
