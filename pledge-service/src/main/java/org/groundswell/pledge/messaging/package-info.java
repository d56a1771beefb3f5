/** Hearing of campaigns, and telling of pledges. */
@NullMarked
package org.groundswell.pledge.messaging;

import org.jspecify.annotations.NullMarked;
