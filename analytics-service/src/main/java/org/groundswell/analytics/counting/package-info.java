/**
 * Counting with Kafka Streams: each pledge once, milestones once, all in one transaction.
 */
@NullMarked
package org.groundswell.analytics.counting;

import org.jspecify.annotations.NullMarked;
