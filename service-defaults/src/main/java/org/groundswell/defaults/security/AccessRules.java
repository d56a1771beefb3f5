package org.groundswell.defaults.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * A service's list of who may call which of its addresses. What it does not list is
 * refused.
 */
@FunctionalInterface
public interface AccessRules {

    /**
     * Adds the service's rules; must not end the list with an {@code anyRequest()}.
     * @param requests where to add them
     * @see HttpSecurity#authorizeHttpRequests
     */
    void describe(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests);

}
