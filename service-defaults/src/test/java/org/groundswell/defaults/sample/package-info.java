/**
 * A service that has nothing but the defaults, and the tests of what they do for it.
 */
@NullMarked
package org.groundswell.defaults.sample;

import org.jspecify.annotations.NullMarked;
