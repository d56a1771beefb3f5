/**
 * The description of a service's public interface: made from the running service, and
 * kept.
 */
@NullMarked
package org.groundswell.defaults.testing.openapi;

import org.jspecify.annotations.NullMarked;
