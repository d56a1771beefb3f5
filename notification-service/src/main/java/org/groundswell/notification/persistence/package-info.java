/** How deliveries are kept and claimed. */
@NullMarked
package org.groundswell.notification.persistence;

import org.jspecify.annotations.NullMarked;
