package org.groundswell.campaign.web;

import java.util.List;
import java.util.stream.Stream;
import org.groundswell.defaults.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * Who may call what. Whether an organiser leads that very campaign, and enough of it, is
 * found out with the campaign itself.
 */
@Configuration
class Access {

    private static final String CAMPAIGN = "/api/campaigns/*";

    private static final String[] WRITTEN = of("/launch", "/close", "/suspend", "/lift", "/commitments",
            "/commitments/*/kept", "/editions", "/invitations");

    private static final String[] READ_BY_LEADS = of("/audit", "/leads", "/invitations");

    private static final String[] TAKEN_BACK = of("/commitments/*", "/leads/*", "/invitations/*");

    @Bean
    AccessRules accessRules() {
        return requests -> {
            requests.requestMatchers(HttpMethod.POST, "/api/campaigns").authenticated();
            requests.requestMatchers(HttpMethod.POST, WRITTEN).authenticated();
            requests.requestMatchers(HttpMethod.PATCH, CAMPAIGN).authenticated();
            requests.requestMatchers(HttpMethod.DELETE, TAKEN_BACK).authenticated();
            // A handler of GET answers HEAD as well.
            for (var reading : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
                requests.requestMatchers(reading, READ_BY_LEADS).authenticated();
            }
            // What is left of these is for everybody. Other methods: 405 rather than 401.
            requests.requestMatchers("/api/campaigns", CAMPAIGN).permitAll();
            requests.requestMatchers(WRITTEN).permitAll();
            requests.requestMatchers(READ_BY_LEADS).permitAll();
            requests.requestMatchers(TAKEN_BACK).permitAll();
            requests.requestMatchers(OpenDoors.PATHS.toArray(String[]::new)).permitAll();
        };
    }

    private static String[] of(String... endings) {
        return Stream.of(endings).map(CAMPAIGN::concat).toArray(String[]::new);
    }

}
