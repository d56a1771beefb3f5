package org.groundswell.gateway.routing;

import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.ResponseHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * What the outside gets to see of a service's headers: not what concerns the connection
 * between the two, no cookies but {@linkplain SignInCookies those of signing in}, no
 * names of software, and no word on other origins, which is {@linkplain CrossOrigin the
 * gateway's own business}.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class HeadersOutwards implements ResponseHttpHeadersFilter {

    private static final Set<String> NEVER = Set.of("connection", "keep-alive", "proxy-authenticate", "te", "trailer",
            "transfer-encoding", "upgrade", "set-cookie", "server", "x-powered-by", "date", "x-content-type-options",
            "x-application-context");

    @Override
    public HttpHeaders apply(HttpHeaders input, ServerResponse response) {
        var headers = new HttpHeaders();
        input.forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!NEVER.contains(lower) && !lower.startsWith("access-control-")) {
                headers.addAll(name, values);
            }
        });
        var cookies = SignInCookies.set(input.getOrEmpty(HttpHeaders.SET_COOKIE));
        if (!cookies.isEmpty()) {
            headers.put(HttpHeaders.SET_COOKIE, cookies);
        }
        return headers;
    }

}
