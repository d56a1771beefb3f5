/**
 * Measures a platform on this machine: how many pledges it accepts beside requests that
 * do nothing, what its store could take, and where the processors' time goes.
 */
@NullMarked
package org.groundswell.local.bench;

import org.jspecify.annotations.NullMarked;
