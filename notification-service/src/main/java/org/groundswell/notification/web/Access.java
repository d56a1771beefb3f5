package org.groundswell.notification.web;

import org.groundswell.defaults.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Nobody calls this service. */
@Configuration
class Access {

    @Bean
    AccessRules accessRules() {
        return requests -> {
        };
    }

}
