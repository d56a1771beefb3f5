/** The gateway's own errors, as problem details for programs and as pages for people. */
@NullMarked
package org.groundswell.gateway.problem;

import org.jspecify.annotations.NullMarked;
