package org.groundswell.gateway.limits;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/**
 * Counts each client's steps of signing in: a link asked for, a link used, an attempt
 * with a provider begun. How many mails a mailbox gets is campaign-service's business.
 */
@Component
class SignInLimits {

    private static final long MOST_CLIENTS = 100_000;

    private final boolean enabled;

    private final ClientAddresses addresses;

    private final Rate rate;

    private final TokenBuckets<Client> clients;

    private final Counter refused;

    SignInLimits(LimitsProperties properties, TimeMeter time, MeterRegistry meters) {
        enabled = properties.enabled();
        addresses = new ClientAddresses(properties.trustedProxies().stream().map(Cidr::of).toList());
        rate = properties.signIn().rate();
        clients = new TokenBuckets<>(MOST_CLIENTS, Rate.LONGEST_WINDOW, time);
        refused = Counter.builder("groundswell.gateway.sign-ins.limited")
            .description("steps of signing in refused with 429")
            .register(meters);
    }

    Admission admit(HttpServletRequest request) {
        if (!enabled) {
            return Admission.UNLIMITED;
        }
        var admission = Admission.of(Limit.CLIENT, rate, clients.take(Client.of(addresses.of(request), rate), rate),
                Limit.CLIENT.policy(rate));
        if (!admission.granted()) {
            refused.increment();
        }
        return admission;
    }

}
