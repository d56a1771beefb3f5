/** What every service does the same way. Nothing of the domain belongs here. */
@NullMarked
package org.groundswell.defaults;

import org.jspecify.annotations.NullMarked;
