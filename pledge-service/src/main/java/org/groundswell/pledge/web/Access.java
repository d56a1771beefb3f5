package org.groundswell.pledge.web;

import java.util.List;
import org.groundswell.defaults.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * Who may call what: pledging and reading pledges is for everybody, moderating and
 * batches for organisers, whose right to that very campaign {@link LedCampaigns} checks.
 */
@Configuration
class Access {

    @Bean
    AccessRules accessRules() {
        return requests -> {
            for (var reading : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
                requests.requestMatchers(reading, "/api/campaigns/*/pledges/held", "/api/campaigns/*/pledges/audit")
                    .authenticated();
            }
            requests
                .requestMatchers(HttpMethod.POST, "/api/campaigns/*/pledges/batch",
                        "/api/campaigns/*/pledges/*/release", "/api/campaigns/*/pledges/*/remove")
                .authenticated();
            // Known addresses, other methods: 405 rather than 401.
            requests
                .requestMatchers("/api/campaigns/*/pledges", "/api/campaigns/*/pledges/held",
                        "/api/campaigns/*/pledges/audit", "/api/campaigns/*/pledges/batch",
                        "/api/campaigns/*/pledges/*/release", "/api/campaigns/*/pledges/*/remove", "/api/pledges/*")
                .permitAll();
        };
    }

}
