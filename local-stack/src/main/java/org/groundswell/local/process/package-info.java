/**
 * Child processes that are started, watched, restarted and stopped, and the run files
 * that tell of them.
 */
@NullMarked
package org.groundswell.local.process;

import org.jspecify.annotations.NullMarked;
