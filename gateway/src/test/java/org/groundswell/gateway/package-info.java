/** The gateway, tested from outside against stubs of the services behind it. */
@NullMarked
package org.groundswell.gateway;

import org.jspecify.annotations.NullMarked;
