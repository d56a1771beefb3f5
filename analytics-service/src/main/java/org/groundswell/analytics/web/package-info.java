/** The HTTP interface of tallies, and their live streams. */
@NullMarked
package org.groundswell.analytics.web;

import org.jspecify.annotations.NullMarked;
