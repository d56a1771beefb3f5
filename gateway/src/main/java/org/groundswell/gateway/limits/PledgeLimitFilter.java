package org.groundswell.gateway.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Holds programs that pledge to {@link PledgeLimits}, before their requests are read.
 * Pages do so themselves, since they have to show the form again. Organisers' batches
 * have no limit. After the security filters, which refuse a path written so that it could
 * be read in two ways.
 */
@Component
@Order(0)
class PledgeLimitFilter extends OncePerRequestFilter {

    private final RequestMatcher pledging = PathPatternRequestMatcher.withDefaults()
        .matcher(HttpMethod.POST, "/api/campaigns/{slug}/pledges");

    private final PledgeLimits limits;

    PledgeLimitFilter(PledgeLimits limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var match = pledging.matcher(request);
        if (match.isMatch()) {
            var admission = limits.admit(request, match.getVariables().get("slug"));
            admission.describeTo(response);
            if (!admission.granted()) {
                response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
                return;
            }
        }
        chain.doFilter(request, response);
    }

}
