package org.groundswell.campaign.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Lets in whoever signs out, also when they had done so already. */
@Configuration
class SignOutDoor {

    @Bean
    BearerTokenResolver accessTokenOfRequest() {
        var header = new DefaultBearerTokenResolver();
        var signingOut = PathPatternRequestMatcher.withDefaults().matcher(SignOutController.PATH);
        return request -> signingOut.matches(request) ? null : header.resolve(request);
    }

}
