/**
 * What the platform on one machine consists of: its data folder, its ports, its processes
 * and their settings.
 */
@NullMarked
package org.groundswell.local.platform;

import org.jspecify.annotations.NullMarked;
