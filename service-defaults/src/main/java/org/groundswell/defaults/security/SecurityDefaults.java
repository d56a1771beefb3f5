package org.groundswell.defaults.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two doors: {@code /internal/**} for services with the shared credential, and everything
 * else by the service's own {@link AccessRules}, with organisers known by their access
 * token. No sessions, no cookies, hence no CSRF tokens.
 */
@AutoConfiguration(before = UserDetailsServiceAutoConfiguration.class)
@EnableConfigurationProperties(InternalProperties.class)
public class SecurityDefaults {

    @Bean
    @Order(1)
    SecurityFilterChain internal(HttpSecurity http, InternalProperties internal, JsonMapper json) {
        var problems = new ProblemResponses(json, "Basic realm=\"internal\"");
        return stateless(http).securityMatcher("/internal/**")
            .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
            .authenticationManager(services(internal))
            .httpBasic(basic -> basic.authenticationEntryPoint(problems))
            .exceptionHandling(handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
            .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain open(HttpSecurity http, AccessRules rules, ObjectProvider<JwtDecoder> tokens, JsonMapper json) {
        var problems = new ProblemResponses(json, "Bearer");
        stateless(http).authorizeHttpRequests(requests -> {
            requests.requestMatchers("/actuator/**", "/error", "/api/no-op").permitAll();
            rules.describe(requests);
            requests.anyRequest().denyAll();
        }).exceptionHandling(handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems));
        if (tokens.getIfAvailable() != null) {
            var failures = new AuthenticationEntryPointFailureHandler(problems);
            // That keys cannot be fetched is an answer of ours too, not the container's.
            failures.setRethrowAuthenticationServiceException(false);
            http.oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                .authenticationEntryPoint(problems)
                .accessDeniedHandler(problems)
                .withObjectPostProcessor(new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {
                    @Override
                    public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                        filter.setAuthenticationFailureHandler(failures);
                        return filter;
                    }
                }));
        }
        return http.build();
    }

    private static HttpSecurity stateless(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
            .logout(AbstractHttpConfigurer::disable)
            .requestCache(AbstractHttpConfigurer::disable)
            .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }

    private static AuthenticationManager services(InternalProperties internal) {
        var expected = internal.secret().getBytes(StandardCharsets.UTF_8);
        return presented -> {
            var secret = String.valueOf(presented.getCredentials()).getBytes(StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(expected, secret)) {
                throw new BadCredentialsException("not the internal credential");
            }
            return UsernamePasswordAuthenticationToken.authenticated(InternalProperties.USER, null,
                    AuthorityUtils.NO_AUTHORITIES);
        };
    }

}
