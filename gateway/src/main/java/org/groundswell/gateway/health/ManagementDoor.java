package org.groundswell.gateway.health;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody at the gateway's {@code /actuator/**} but processes of the same machine,
 * such as what starts it, a container's own health check or a scraper beside it; for
 * everybody else there is nothing there. A request that says it came by way of a proxy is
 * from elsewhere, wherever the proxy runs.
 * <p>
 * To scrape from another machine, move the endpoints to a port of their own with
 * {@code management.server.port}: this filter guards the public port only.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ManagementDoor extends OncePerRequestFilter {

    private static final List<String> BY_PROXY = List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host",
            "X-Real-IP", "Via");

    /** By the decoded path: {@code /%61ctuator} is the same place. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().startsWith("/actuator");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // an address, never a name: nothing is looked up
        var local = InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        if (local && BY_PROXY.stream().noneMatch(header -> request.getHeader(header) != null)) {
            chain.doFilter(request, response);
        }
        else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

}
