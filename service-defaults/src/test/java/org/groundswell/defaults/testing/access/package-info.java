/** Who may do what at a running service, asked of every one of its addresses. */
@NullMarked
package org.groundswell.defaults.testing.access;

import org.jspecify.annotations.NullMarked;
