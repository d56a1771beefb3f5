/**
 * The embedded, MongoDB-compatible store: mongo-java-server on H2's MVStore, made to
 * answer only what it has written.
 */
@NullMarked
package org.groundswell.local.store;

import org.jspecify.annotations.NullMarked;
