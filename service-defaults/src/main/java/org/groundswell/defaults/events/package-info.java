/**
 * Events as CloudEvents 1.0 on Kafka: sending with acknowledgement, reading, dead
 * letters.
 */
@NullMarked
package org.groundswell.defaults.events;

import org.jspecify.annotations.NullMarked;
