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
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Holds programs and people who sign in to {@link SignInLimits}, before their requests
 * are read. After the security filters, as {@link PledgeLimitFilter} is.
 */
@Component
@Order(0)
class SignInLimitFilter extends OncePerRequestFilter {

    private final RequestMatcher signingIn = new OrRequestMatcher(matcher(HttpMethod.POST, "/api/sign-in"),
            matcher(HttpMethod.POST, "/api/sign-in/confirm"), matcher(HttpMethod.POST, "/sign-in"),
            matcher(HttpMethod.POST, "/sign-in/confirm"), matcher(HttpMethod.POST, "/api/invitations/accept"),
            matcher(HttpMethod.POST, "/invitations/accept"), matcher(HttpMethod.GET, "/api/sign-in/provider"),
            matcher(HttpMethod.HEAD, "/api/sign-in/provider"),
            matcher(HttpMethod.GET, "/api/sign-in/provider/callback"),
            matcher(HttpMethod.HEAD, "/api/sign-in/provider/callback"));

    private final SignInLimits limits;

    SignInLimitFilter(SignInLimits limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (signingIn.matches(request)) {
            var admission = limits.admit(request);
            admission.describeTo(response);
            if (!admission.granted()) {
                response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private static RequestMatcher matcher(HttpMethod method, String path) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, path);
    }

}
