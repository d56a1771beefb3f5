package org.groundswell.analytics.web;

import org.groundswell.defaults.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may call what: everybody may watch. */
@Configuration
class Access {

    @Bean
    AccessRules accessRules() {
        return requests -> requests
            .requestMatchers("/api/campaigns/*/tally", "/api/campaigns/*/tally/stream", "/api/campaigns/*/history",
                    "/api/tallies/stream")
            .permitAll();
    }

}
