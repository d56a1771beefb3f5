/**
 * Campaigns as the UK Parliament's petitions site would show them, from memory, so that
 * programs written for that site can read this one.
 */
@NullMarked
package org.groundswell.analytics.petitions;

import org.jspecify.annotations.NullMarked;
