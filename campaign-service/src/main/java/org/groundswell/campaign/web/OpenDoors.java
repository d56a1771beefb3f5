package org.groundswell.campaign.web;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Where an access token is not looked at: a program that sends the one it has with every
 * request can sign in again when that is too old, and out when it had done so already.
 */
@Configuration
class OpenDoors {

    /** A mailed token, or the provider's word, is the authority; or none is needed. */
    static final List<String> PATHS = List.of("/api/invitations/accept", "/api/sign-in", "/api/sign-in/confirm",
            "/api/sign-in/provider", "/api/sign-in/provider/callback", SignOutController.PATH,
            "/.well-known/jwks.json");

    @Bean
    BearerTokenResolver accessTokenOfRequest() {
        var header = new DefaultBearerTokenResolver();
        var open = new OrRequestMatcher(
                PATHS.stream().<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher).toList());
        return request -> open.matches(request) ? null : header.resolve(request);
    }

}
