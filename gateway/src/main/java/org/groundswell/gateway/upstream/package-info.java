/**
 * How the gateway reaches the services behind it: which instance, how long, how often,
 * and when to stop asking.
 */
@NullMarked
package org.groundswell.gateway.upstream;

import org.jspecify.annotations.NullMarked;
