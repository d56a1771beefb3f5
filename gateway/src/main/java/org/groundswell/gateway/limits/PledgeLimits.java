package org.groundswell.gateway.limits;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Counts pledges that come in, by client and by campaign. What a client has sent over its
 * own limit takes nothing from its campaign. Addresses are kept in memory only, for as
 * long as their buckets are in use.
 */
@Component
public class PledgeLimits {

    private static final long MOST_CLIENTS = 100_000;

    private static final long MOST_CAMPAIGNS = 10_000;

    /** After this every bucket is full again. */
    private static final Duration IDLE = Rate.LONGEST_WINDOW;

    /** No campaign has another name, however long the one that somebody makes up. */
    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,80}");

    private final boolean enabled;

    private final ClientAddresses addresses;

    private final Rate anyClient;

    private final Rate campaign;

    /** The smallest first. */
    private final List<KnownNetwork> networks;

    private final TokenBuckets<Client> clients;

    private final TokenBuckets<String> campaigns;

    private final Map<Limit, Counter> refused = new EnumMap<>(Limit.class);

    PledgeLimits(LimitsProperties properties, TimeMeter time, MeterRegistry meters) {
        enabled = properties.enabled();
        addresses = new ClientAddresses(properties.trustedProxies().stream().map(Cidr::of).toList());
        anyClient = properties.client().rate();
        campaign = properties.campaign().rate();
        networks = properties.networks()
            .stream()
            .map(network -> new KnownNetwork(Cidr.of(network.cidr()), network.rate()))
            .sorted(Comparator.comparingInt((KnownNetwork network) -> network.addresses().bits()).reversed())
            .toList();
        clients = new TokenBuckets<>(MOST_CLIENTS, IDLE, time);
        campaigns = new TokenBuckets<>(MOST_CAMPAIGNS, IDLE, time);
        for (var limit : Limit.values()) {
            refused.put(limit,
                    Counter.builder("groundswell.gateway.pledges.limited")
                        .description("pledges refused with 429")
                        .tag("limit", limit.label())
                        .register(meters));
        }
    }

    /**
     * Takes a token for a pledge.
     * @param request the request that pledges
     * @param slug the campaign that it is for
     * @return whether it may pass
     */
    public Admission admit(HttpServletRequest request, String slug) {
        if (!enabled) {
            return Admission.UNLIMITED;
        }
        return admit(addresses.of(request), slug);
    }

    Admission admit(InetAddress address, String slug) {
        var network = networks.stream().filter(known -> known.addresses().contains(address)).findFirst();
        var rate = network.map(KnownNetwork::rate).orElse(anyClient);
        var policy = Limit.CLIENT.policy(rate) + ", " + Limit.CAMPAIGN.policy(campaign);
        var byClient = clients.take(Client.of(address, rate), rate);
        if (byClient.isConsumed() && SLUG.matcher(slug).matches()) {
            var byCampaign = campaigns.take(slug, campaign);
            if (!byCampaign.isConsumed()) {
                return decided(Limit.CAMPAIGN, campaign, byCampaign, policy);
            }
        }
        return decided(Limit.CLIENT, rate, byClient, policy);
    }

    private Admission decided(Limit limit, Rate rate, ConsumptionProbe probe, String policy) {
        if (!probe.isConsumed()) {
            refused.get(limit).increment();
        }
        return Admission.of(limit, rate, probe, policy);
    }

    private record KnownNetwork(Cidr addresses, Rate rate) {
    }

}
