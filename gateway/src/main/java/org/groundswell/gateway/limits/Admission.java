package org.groundswell.gateway.limits;

import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Whether a request may pass, and what its client is told about the limits: the fields of
 * draft-ietf-httpapi-ratelimit-headers, and the three that came before them and are still
 * more widely understood.
 *
 * @param granted whether it may pass; else the answer has to be 429
 * @param limit the limit that decided; none when there are no limits
 * @param policy all limits, as a {@code RateLimit-Policy}
 * @param quota how many tokens the deciding bucket holds
 * @param remaining how many are left in it
 * @param seconds in how many seconds it is full again, at least 1; when the request may
 * not pass, when to come again
 */
public record Admission(boolean granted, @Nullable Limit limit, String policy, long quota, long remaining,
        long seconds) {

    static final Admission UNLIMITED = new Admission(true, null, "", 0, 0, 0);

    static Admission of(Limit limit, Rate rate, ConsumptionProbe probe, String policy) {
        var granted = probe.isConsumed();
        var nanos = granted ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill();
        var seconds = Math.max(1, Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1)));
        return new Admission(granted, limit, policy, rate.burst(), probe.getRemainingTokens(), seconds);
    }

    /**
     * Tells the client, if there is something to tell.
     * @param response an answer that has not begun
     */
    public void describeTo(HttpServletResponse response) {
        if (limit == null) {
            return;
        }
        response.setHeader("RateLimit-Policy", policy);
        response.setHeader("RateLimit", "\"%s\";r=%d;t=%d".formatted(limit.label(), remaining, seconds));
        response.setHeader("RateLimit-Limit", Long.toString(quota));
        response.setHeader("RateLimit-Remaining", Long.toString(remaining));
        response.setHeader("RateLimit-Reset", Long.toString(seconds));
        if (!granted) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
    }

}
