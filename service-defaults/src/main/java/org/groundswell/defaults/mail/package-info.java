/** Mail by SMTP, the same way for every service that writes to people. */
@NullMarked
package org.groundswell.defaults.mail;

import org.jspecify.annotations.NullMarked;
