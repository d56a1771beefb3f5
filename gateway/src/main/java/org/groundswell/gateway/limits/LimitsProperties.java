package org.groundswell.gateway.limits;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How much is let through. For pledges there is a bucket of tokens for each client's
 * address and one for each campaign, and a pledge takes one of both; for signing in,
 * another one for each address. Each instance of the gateway counts for itself.
 *
 * @param enabled whether there are limits at all
 * @param client the limit for an address
 * @param campaign the limit for a campaign, whoever pledges
 * @param networks known networks whose addresses have a limit of their own; where several
 * contain an address, the smallest holds
 * @param signIn the limit on signing in for an address
 * @param trustedProxies where the proxies in front of the gateway are, as CIDR; only they
 * are believed when they name in {@code X-Forwarded-For} whom a request is from
 */
@ConfigurationProperties("groundswell.limits")
public record LimitsProperties(@DefaultValue("true") boolean enabled, @DefaultValue Client client,
        @DefaultValue Campaign campaign, @DefaultValue List<Network> networks, @DefaultValue SignIn signIn,
        @DefaultValue List<String> trustedProxies) {

    /**
     * The limit for an address.
     *
     * @param perSecond pledges a second, in the long run
     * @param burst pledges at once
     */
    public record Client(@DefaultValue("50") long perSecond, @DefaultValue("100") long burst) {

        Rate rate() {
            return Rate.perSecond(perSecond, burst);
        }

    }

    /**
     * The limit for a campaign.
     *
     * @param perSecond pledges a second, in the long run
     * @param burst pledges at once
     */
    public record Campaign(@DefaultValue("2000") long perSecond, @DefaultValue("4000") long burst) {

        Rate rate() {
            return Rate.perSecond(perSecond, burst);
        }

    }

    /**
     * The limit on signing in for an address.
     *
     * @param perMinute steps a minute, in the long run
     * @param burst steps at once
     */
    public record SignIn(@DefaultValue("30") long perMinute, @DefaultValue("30") long burst) {

        Rate rate() {
            return Rate.perMinute(perMinute, burst);
        }

    }

    /**
     * The limit for each address in a known network.
     *
     * @param cidr the network, such as {@code 198.51.100.0/24} or {@code 2001:db8::/32}
     * @param perSecond pledges a second, in the long run
     * @param burst pledges at once
     */
    public record Network(String cidr, long perSecond, long burst) {

        /** Refuses a network without an address. */
        public Network {
            Assert.hasText(cidr, "groundswell.limits.networks: every network needs its cidr");
        }

        Rate rate() {
            return Rate.perSecond(perSecond, burst);
        }

    }

}
