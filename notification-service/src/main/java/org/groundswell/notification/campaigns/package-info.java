/** Asking campaign-service, which owns organisers' addresses. */
@NullMarked
package org.groundswell.notification.campaigns;

import org.jspecify.annotations.NullMarked;
