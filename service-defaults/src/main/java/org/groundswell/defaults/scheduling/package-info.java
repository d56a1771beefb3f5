/** Work that the clock starts. */
@NullMarked
package org.groundswell.defaults.scheduling;

import org.jspecify.annotations.NullMarked;
