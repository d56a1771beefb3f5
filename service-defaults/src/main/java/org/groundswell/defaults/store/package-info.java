/** How every service talks to its MongoDB. */
@NullMarked
package org.groundswell.defaults.store;

import org.jspecify.annotations.NullMarked;
