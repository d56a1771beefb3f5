package org.groundswell.analytics.web;

import org.groundswell.defaults.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * Who may call what: everybody may watch; recounting is for organisers, whose right to
 * that very campaign {@link RecountController} checks.
 */
@Configuration
class Access {

    private static final String RECOUNT = "/api/campaigns/*/recount";

    @Bean
    AccessRules accessRules() {
        return requests -> {
            requests.requestMatchers(HttpMethod.GET, RECOUNT).authenticated();
            requests.requestMatchers(HttpMethod.HEAD, RECOUNT).authenticated();
            // A known address, other methods: 405 rather than 401.
            requests
                .requestMatchers(RECOUNT, "/api/campaigns/*/tally", "/api/campaigns/*/tally/stream",
                        "/api/campaigns/*/history", "/api/tallies/stream", "/petitions.json", "/petitions.csv",
                        "/petitions/**", "/trending.json", "/constituencies.json")
                .permitAll();
        };
    }

}
