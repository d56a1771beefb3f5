package org.groundswell.gateway.upstream;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * A request to a service, whichever instance is going to get it.
 *
 * @param method the method
 * @param target path and query, encoded, starting with a slash
 * @param headers headers that are for the service
 * @param content the body
 * @param silence how long the service may say nothing
 */
public record UpstreamRequest(HttpMethod method, String target, HttpHeaders headers, Content content,
        Duration silence) {

    /** The header that makes a pledge safe to send again. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** What looks at that header; a query changes nothing. */
    private static final Pattern PLEDGING = Pattern.compile("/api/campaigns/[^/?]+/pledges(\\?.*)?");

    /**
     * Whether sending it twice does no more than sending it once.
     * @return true for GET, HEAD, and a pledge with an {@code Idempotency-Key}, unless
     * the body is read while it is sent
     */
    public boolean repeatable() {
        return content instanceof Content.Whole
                && (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) || (method.equals(HttpMethod.POST)
                        && headers.getFirst(IDEMPOTENCY_KEY) != null && PLEDGING.matcher(target).matches()));
    }

}
