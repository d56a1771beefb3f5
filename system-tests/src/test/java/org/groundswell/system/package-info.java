/** Black-box tests of the running platform, and of the files that come with it. */
@NullMarked
package org.groundswell.system;

import org.jspecify.annotations.NullMarked;
