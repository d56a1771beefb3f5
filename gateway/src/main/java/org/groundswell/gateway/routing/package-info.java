/** What may pass from outside to which service, and what is taken off it on the way. */
@NullMarked
package org.groundswell.gateway.routing;

import org.jspecify.annotations.NullMarked;
