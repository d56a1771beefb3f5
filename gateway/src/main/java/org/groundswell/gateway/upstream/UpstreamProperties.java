package org.groundswell.gateway.upstream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * How the gateway talks to the services.
 *
 * @param connectTimeout how long a connection may take to be made before the next
 * instance is tried
 * @param responseTimeout the longest silence of a service that owes an answer
 * @param streamSilence the longest silence on a stream of events; streams say something
 * every 15 s, so a silent one is dead
 * @param pageTimeout the longest silence of a service that a page waits for
 * @param maxConnections the most connections to one instance, streams included
 * @param maxBody the largest request body that is let through, but for a batch
 * @param maxBatch the largest batch of pledges that is let through
 * @param batchTimeout the longest silence of pledge-service over a batch of pledges
 */
@ConfigurationProperties("groundswell.upstream")
public record UpstreamProperties(@DefaultValue("500ms") Duration connectTimeout,
        @DefaultValue("10s") Duration responseTimeout, @DefaultValue("60s") Duration streamSilence,
        @DefaultValue("3s") Duration pageTimeout, @DefaultValue("20000") int maxConnections,
        @DefaultValue("32KB") DataSize maxBody, @DefaultValue("64MB") DataSize maxBatch,
        @DefaultValue("60s") Duration batchTimeout) {

    private static final DataSize HELD_IN_MEMORY = DataSize.ofMegabytes(16);

    /** Refuses values that could not work. */
    public UpstreamProperties {
        Assert.isTrue(
                connectTimeout.isPositive() && responseTimeout.isPositive() && streamSilence.isPositive()
                        && pageTimeout.isPositive() && batchTimeout.isPositive(),
                "groundswell.upstream: every time limit must be above zero");
        Assert.isTrue(maxConnections > 0 && maxBody.toBytes() > 0 && maxBatch.toBytes() > 0,
                "groundswell.upstream: limits must be above zero");
        Assert.isTrue(maxBody.compareTo(HELD_IN_MEMORY) <= 0, "groundswell.upstream.max-body must be at most 16MB");
    }

}
