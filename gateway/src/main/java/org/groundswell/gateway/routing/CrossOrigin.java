package org.groundswell.gateway.routing;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsUtils;

/**
 * What pages of other origins may do: read what is public, from anywhere and without
 * credentials; and pledge, from the origins that are configured.
 */
@Component
class CrossOrigin implements CorsConfigurationSource {

    /** What only organisers may read, or only pages of our own. */
    private static final Pattern OURS = Pattern
        .compile("/api/campaigns/[^/]+/(?:recount|audit|leads|invitations|pledges/(?:held|batch|audit))");

    /** The petitions site's addresses, which are outside of {@code /api}. */
    private static final Set<String> PETITIONS = Set.of("/petitions.json", "/petitions.csv", "/trending.json",
            "/constituencies.json");

    private final CorsConfiguration reading = new CorsConfiguration();

    private final CorsConfiguration pledging = new CorsConfiguration();

    private final List<String> pledgeOrigins;

    CrossOrigin(CrossOriginProperties properties) {
        pledgeOrigins = properties.pledgeOrigins();
        reading.addAllowedOrigin(CorsConfiguration.ALL);
        reading.setAllowedMethods(List.of(HttpMethod.GET.name(), HttpMethod.HEAD.name()));
        reading.setAllowedHeaders(List.of("Accept", "If-None-Match", "Last-Event-ID", "Cache-Control"));
        reading.setExposedHeaders(List.of(HttpHeaders.ETAG, HttpHeaders.LINK, HttpHeaders.RETRY_AFTER));
        reading.setMaxAge(Duration.ofHours(1));
        pledging.setAllowedOrigins(pledgeOrigins);
        pledging.setAllowedMethods(List.of(HttpMethod.POST.name()));
        pledging.setAllowedHeaders(List.of("Accept", "Content-Type", "Idempotency-Key"));
        pledging.setExposedHeaders(List.of(HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER, "RateLimit",
                "RateLimit-Policy", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"));
        pledging.setMaxAge(Duration.ofHours(1));
    }

    @Override
    public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
        // decoded, as the routes are matched: /%72ecount is the same place
        var path = request.getServletPath();
        if (!isPetitions(path)
                && (!path.startsWith("/api/") || path.startsWith("/api/sign-") || OURS.matcher(path).matches())) {
            return null;
        }
        var method = CorsUtils.isPreFlightRequest(request)
                ? request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) : request.getMethod();
        if (HttpMethod.GET.matches(method) || HttpMethod.HEAD.matches(method)) {
            return reading;
        }
        var mayPledge = HttpMethod.POST.matches(method) && path.endsWith("/pledges")
                && pledgeOrigins.contains(request.getHeader(HttpHeaders.ORIGIN));
        return mayPledge ? pledging : null;
    }

    /** Whether what is read so may be read by pages of whatever origin. */
    static boolean isForEverybody(@Nullable CorsConfiguration configuration) {
        return configuration != null && configuration.getAllowedOrigins() != null
                && configuration.getAllowedOrigins().contains(CorsConfiguration.ALL);
    }

    private static boolean isPetitions(String path) {
        return PETITIONS.contains(path) || path.startsWith("/petitions/");
    }

}
