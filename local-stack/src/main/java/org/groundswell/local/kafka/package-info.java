/**
 * A single Kafka broker in KRaft mode, from its jars alone.
 */
@NullMarked
package org.groundswell.local.kafka;

import org.jspecify.annotations.NullMarked;
