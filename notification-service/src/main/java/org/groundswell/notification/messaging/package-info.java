/** Hearing of what people are to be told. */
@NullMarked
package org.groundswell.notification.messaging;

import org.jspecify.annotations.NullMarked;
