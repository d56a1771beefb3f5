package org.groundswell.defaults.security;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.groundswell.defaults.internal.InternalService;
import org.groundswell.defaults.internal.ServiceAway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * The access tokens that were signed out before their time; campaign-service knows, and
 * is asked every 15 seconds. While it is away the last list stands, and tokens go on
 * working; before there is a list none does.
 */
public final class SignedOutTokens {

    private static final Logger log = LoggerFactory.getLogger(SignedOutTokens.class);

    private final InternalService campaignService;

    private final AtomicBoolean away = new AtomicBoolean();

    private volatile @Nullable Set<String> ids;

    SignedOutTokens(InternalService campaignService) {
        this.campaignService = campaignService;
    }

    /**
     * Whether a token was signed out, as far as is known.
     * @param id the token's {@code jti}
     * @return whether it was
     * @throws JwtException when campaign-service has not answered since the start
     */
    public boolean contains(String id) {
        var known = ids;
        if (known == null) {
            refresh();
            known = ids;
        }
        if (known == null) {
            throw new JwtException("not known yet which tokens were signed out");
        }
        return known.contains(id);
    }

    /** Asks again. At a fixed rate, so that slow answers hold up no other task. */
    @Scheduled(fixedRate = 15, timeUnit = TimeUnit.SECONDS)
    public void refresh() {
        try {
            ids = campaignService.ask(http -> Objects
                .requireNonNull(http.get().uri("/internal/revoked-tokens").retrieve().body(Answer.class))
                .tokens());
            if (away.getAndSet(false)) {
                log.info("signed-out tokens are known again");
            }
        }
        catch (ServiceAway thrown) {
            if (!away.getAndSet(true)) {
                log.atWarn().addKeyValue("cause", thrown.getMessage()).log("signed-out tokens cannot be asked for");
            }
        }
    }

    private record Answer(Set<String> tokens) {
    }

}
