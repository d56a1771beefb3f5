package org.groundswell.gateway.routing;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * What a service gets to see of a request's headers.
 * <p>
 * Taken off: what concerns this connection only (RFC 9110, 7.6.1), cookies (services know
 * callers by {@code Authorization}; only {@linkplain SignInCookies an attempt to sign in}
 * is known by its cookie), {@code Authorization: Basic} (that is how services know each
 * other), and whatever tells where a request came from. The last is then said anew from
 * the connection itself. A proxy in front of the gateway is believed when
 * {@code server.forward-headers-strategy=native} says so.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HeadersInwards implements RequestHttpHeadersFilter {

    private static final Set<String> NEVER = Set.of("connection", "keep-alive", "proxy-connection",
            "proxy-authorization", "proxy-authenticate", "te", "trailer", "transfer-encoding", "upgrade",
            "http2-settings", "content-length", "host", "expect", "cookie", "forwarded", "x-real-ip", "x-original-url",
            "x-rewrite-url", "x-http-method-override", "true-client-ip", "x-client-ip");

    private static final Set<String> NEVER_STARTING = Set.of("x-forwarded-", "x-groundswell-", "x-internal-", "ce-",
            "ce_");

    @Override
    public HttpHeaders apply(HttpHeaders input, ServerRequest request) {
        var named = namedByConnection(input);
        var headers = new HttpHeaders();
        input.forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!NEVER.contains(lower) && !named.contains(lower)
                    && NEVER_STARTING.stream().noneMatch(lower::startsWith)) {
                headers.addAll(name, values);
            }
        });
        var authorization = headers.getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, "Basic", 0, 5)) {
            headers.remove(HttpHeaders.AUTHORIZATION);
        }
        SignInCookies.attempt(input.getOrEmpty(HttpHeaders.COOKIE))
            .ifPresent(cookie -> headers.set(HttpHeaders.COOKIE, cookie));
        var connection = request.servletRequest();
        var contentType = connection.getHeader(HttpHeaders.CONTENT_TYPE);
        if (contentType != null) {
            // as it came: Spring adds a character set
            headers.set(HttpHeaders.CONTENT_TYPE, contentType);
        }
        headers.set("X-Forwarded-For", connection.getRemoteAddr());
        headers.set("X-Forwarded-Proto", connection.getScheme());
        headers.set("X-Forwarded-Host", connection.getServerName());
        headers.set("X-Forwarded-Port", Integer.toString(connection.getServerPort()));
        return headers;
    }

    private static Set<String> namedByConnection(HttpHeaders input) {
        var named = new HashSet<String>();
        input.getConnection().forEach(name -> named.add(name.strip().toLowerCase(Locale.ROOT)));
        return named;
    }

}
