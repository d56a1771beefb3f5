/** The description of the whole public interface, for programs. */
@NullMarked
package org.groundswell.gateway.openapi;

import org.jspecify.annotations.NullMarked;
