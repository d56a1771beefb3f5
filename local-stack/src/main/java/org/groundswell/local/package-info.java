/**
 * The one-machine launcher: its command line.
 */
@NullMarked
package org.groundswell.local;

import org.jspecify.annotations.NullMarked;
