/**
 * Groundswell as its clients see it: signing in, campaigns, pledges and tallies over
 * HTTP.
 */
@NullMarked
package org.groundswell.local.client;

import org.jspecify.annotations.NullMarked;
