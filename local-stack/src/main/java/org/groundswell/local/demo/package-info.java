/**
 * A sample campaign with pledges that trickle in.
 */
@NullMarked
package org.groundswell.local.demo;

import org.jspecify.annotations.NullMarked;
