/**
 * Plays a recorded growth of signatures against a running platform, as pledges.
 */
@NullMarked
package org.groundswell.local.replay;

import org.jspecify.annotations.NullMarked;
