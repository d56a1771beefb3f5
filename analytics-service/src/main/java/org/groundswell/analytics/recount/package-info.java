/** Whether the published counts are what pledge-service's own records come to. */
@NullMarked
package org.groundswell.analytics.recount;

import org.jspecify.annotations.NullMarked;
