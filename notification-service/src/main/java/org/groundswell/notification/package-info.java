/** Deliveries: telling people, once each, what they asked to be told. */
@NullMarked
package org.groundswell.notification;

import org.jspecify.annotations.NullMarked;
