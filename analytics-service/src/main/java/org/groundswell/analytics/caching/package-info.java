/**
 * What answers that everybody may read have in common: caches may keep them for a moment.
 */
@NullMarked
package org.groundswell.analytics.caching;

import org.jspecify.annotations.NullMarked;
