/** Errors as RFC 9457 problem details, in one form for every service. */
@NullMarked
package org.groundswell.defaults.problem;

import org.jspecify.annotations.NullMarked;
