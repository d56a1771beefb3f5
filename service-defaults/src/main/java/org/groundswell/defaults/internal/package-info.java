/** Asking other services over their internal interfaces. */
@NullMarked
package org.groundswell.defaults.internal;

import org.jspecify.annotations.NullMarked;
