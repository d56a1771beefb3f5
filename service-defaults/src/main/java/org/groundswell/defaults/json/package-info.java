/**
 * How JSON is read and written: strict for requests, tolerant for events, RFC 3339 times.
 */
@NullMarked
package org.groundswell.defaults.json;

import org.jspecify.annotations.NullMarked;
