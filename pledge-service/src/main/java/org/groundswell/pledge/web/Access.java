package org.groundswell.pledge.web;

import org.groundswell.defaults.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may call what: pledging and reading pledges is for everybody. */
@Configuration
class Access {

    @Bean
    AccessRules accessRules() {
        return requests -> requests.requestMatchers("/api/campaigns/*/pledges", "/api/pledges/*").permitAll();
    }

}
