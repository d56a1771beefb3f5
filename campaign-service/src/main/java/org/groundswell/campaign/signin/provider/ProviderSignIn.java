package org.groundswell.campaign.signin.provider;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.groundswell.campaign.Ids;
import org.groundswell.campaign.Organiser;
import org.groundswell.campaign.Organisers;
import org.groundswell.defaults.internal.ServiceAway;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Service;

/** Signing in with the configured OpenID provider. */
@Service
@ConditionalOnProperty("groundswell.sign-in.provider.issuer")
public class ProviderSignIn {

    /** How long an attempt may take. */
    public static final Duration LIFETIME = Duration.ofMinutes(10);

    private final IdentityProvider provider;

    private final Attempts attempts;

    private final Organisers organisers;

    private final Ids ids = new Ids();

    ProviderSignIn(IdentityProvider provider, Attempts attempts, Organisers organisers) {
        this.provider = provider;
        this.attempts = attempts;
        this.organisers = organisers;
    }

    /**
     * Sends a browser on its way.
     * @return where to, and what it has to keep
     * @throws ServiceAway when the provider does not answer
     */
    public Begun begin() {
        var attempt = attempts.begin(LIFETIME);
        return new Begun(provider.authorization(attempt), attempt.secret());
    }

    /**
     * Takes a browser back.
     * @param secret what it kept; empty when nothing
     * @param state what came back with it; empty when nothing
     * @param code the provider's word for who it is; empty when the provider refused
     * @return who is signed in; empty when this browser did not just set out to, the
     * provider does not vouch for it, or has not verified its mailbox
     * @throws ServiceAway when the provider does not answer
     */
    public Optional<Organiser> finish(String secret, String state, String code) {
        return Optional.of(secret)
            .filter(kept -> !kept.isEmpty())
            .map(Attempt::new)
            .filter(attempt -> attempt.state().getValue().equals(state))
            .filter(attempts::take)
            .filter(attempt -> !code.isBlank())
            .flatMap(attempt -> provider.verifiedEmail(code, attempt))
            .map(email -> organisers.withEmail(email, ids.next()));
    }

    /**
     * A browser's way to the provider.
     *
     * @param authorization the provider's address to go to
     * @param secret what the browser has to show when it comes back, and nobody else
     */
    public record Begun(URI authorization, String secret) {
    }

}
