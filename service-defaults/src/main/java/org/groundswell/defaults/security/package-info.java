/**
 * Who may call what: organisers by JWT, services by a shared credential, everything else
 * refused.
 */
@NullMarked
package org.groundswell.defaults.security;

import org.jspecify.annotations.NullMarked;
