package org.groundswell.campaign.web;

import org.groundswell.defaults.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who may call what. */
@Configuration
class Access {

    @Bean
    AccessRules accessRules() {
        return requests -> {
            requests.requestMatchers(HttpMethod.GET, "/api/campaigns", "/api/campaigns/*").permitAll();
            requests.requestMatchers(HttpMethod.POST, "/api/campaigns", "/api/campaigns/*/launch").authenticated();
            requests.requestMatchers(HttpMethod.POST, "/api/sign-in", "/api/sign-in/confirm").permitAll();
            requests.requestMatchers(HttpMethod.GET, "/.well-known/jwks.json").permitAll();
            // Known addresses, other methods: 405 rather than 401 or 403.
            requests
                .requestMatchers("/api/campaigns", "/api/campaigns/*", "/api/campaigns/*/launch", "/api/sign-in",
                        "/api/sign-in/confirm", "/.well-known/jwks.json")
                .permitAll();
        };
    }

}
