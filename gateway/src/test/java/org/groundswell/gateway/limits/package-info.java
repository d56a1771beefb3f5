/** Limits, tested without a server and with a clock that stands still. */
@NullMarked
package org.groundswell.gateway.limits;

import org.jspecify.annotations.NullMarked;
