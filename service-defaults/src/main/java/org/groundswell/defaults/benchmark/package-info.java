/** What a benchmark compares with. */
@NullMarked
package org.groundswell.defaults.benchmark;

import org.jspecify.annotations.NullMarked;
