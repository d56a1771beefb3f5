/** Whether the platform as a whole works, and who may look closer. */
@NullMarked
package org.groundswell.gateway.health;

import org.jspecify.annotations.NullMarked;
