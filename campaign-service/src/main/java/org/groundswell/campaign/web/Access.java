package org.groundswell.campaign.web;

import java.util.stream.Stream;
import org.groundswell.defaults.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/** Who may call what. */
@Configuration
class Access {

    private static final String[] COMMANDS = Stream.of("launch", "close", "suspend", "lift")
        .map(command -> "/api/campaigns/*/" + command)
        .toArray(String[]::new);

    private static final String COMMITMENTS = "/api/campaigns/*/commitments";

    private static final String EDITIONS = "/api/campaigns/*/editions";

    @Bean
    AccessRules accessRules() {
        return requests -> {
            requests.requestMatchers(HttpMethod.GET, "/api/campaigns", "/api/campaigns/*").permitAll();
            requests.requestMatchers(HttpMethod.POST, "/api/campaigns").authenticated();
            requests.requestMatchers(HttpMethod.PATCH, "/api/campaigns/*").authenticated();
            requests.requestMatchers(HttpMethod.POST, COMMANDS).authenticated();
            requests.requestMatchers(HttpMethod.GET, "/api/campaigns/*/audit").authenticated();
            requests.requestMatchers(HttpMethod.POST, COMMITMENTS, COMMITMENTS + "/*/kept", EDITIONS).authenticated();
            requests.requestMatchers(HttpMethod.DELETE, COMMITMENTS + "/*").authenticated();
            requests.requestMatchers(COMMITMENTS + "/**", EDITIONS).permitAll();
            leads(requests);
            requests.requestMatchers(HttpMethod.POST, "/api/sign-in", "/api/sign-in/confirm").permitAll();
            requests.requestMatchers("/api/sign-in/provider", "/api/sign-in/provider/callback", SignOutController.PATH)
                .permitAll();
            requests.requestMatchers(HttpMethod.GET, "/.well-known/jwks.json").permitAll();
            // Known addresses, other methods: 405 rather than 401 or 403.
            requests
                .requestMatchers("/api/campaigns", "/api/campaigns/*", "/api/campaigns/*/audit", "/api/sign-in",
                        "/api/sign-in/confirm", "/.well-known/jwks.json")
                .permitAll();
            requests.requestMatchers(COMMANDS).permitAll();
        };
    }

    private static void leads(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        var lists = new String[] { "/api/campaigns/*/leads", "/api/campaigns/*/invitations" };
        var items = new String[] { "/api/campaigns/*/leads/*", "/api/campaigns/*/invitations/*" };
        requests.requestMatchers(HttpMethod.GET, lists).authenticated();
        // A handler of GET answers HEAD as well.
        requests.requestMatchers(HttpMethod.HEAD, lists).authenticated();
        requests.requestMatchers(HttpMethod.POST, "/api/campaigns/*/invitations").authenticated();
        requests.requestMatchers(HttpMethod.DELETE, items).authenticated();
        // The token that was mailed is the authority. Other methods: 405, as below.
        requests.requestMatchers("/api/invitations/accept").permitAll();
        requests.requestMatchers(lists).permitAll();
        requests.requestMatchers(items).permitAll();
    }

}
