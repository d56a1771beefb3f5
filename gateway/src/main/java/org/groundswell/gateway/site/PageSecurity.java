package org.groundswell.gateway.site;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * What browsers are told about pages, and the double-submitted cookie that keeps other
 * sites from sending our forms. There are no sessions. The interface for programs gets a
 * chain of one header: services check who calls them themselves.
 */
@Configuration(proxyBeanMethods = false)
class PageSecurity {

    private static final String CONTENT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final RequestMatcher PAGE = new NegatedRequestMatcher(request -> {
        var path = request.getServletPath();
        return path.startsWith("/api/") || path.startsWith("/.well-known/") || path.startsWith("/assets/")
                || path.startsWith("/actuator/") || path.startsWith("/petitions.") || path.startsWith("/petitions/")
                || path.equals("/trending.json") || path.equals("/constituencies.json");
    });

    private static final RequestMatcher LINKED = request -> request.getServletPath().startsWith("/sign-in/")
            || request.getServletPath().startsWith("/invitations/") || request.getServletPath().startsWith("/pledges/");

    /** Where mailed links lead: a token in the address, or a secret behind it. */
    @Bean
    @Order(1)
    SecurityFilterChain linkedPages(HttpSecurity http) {
        return pages(http, ReferrerPolicy.NO_REFERRER).securityMatcher(LINKED)
            // no cookie is looked at there: whoever has the token may use it
            .csrf(csrf -> csrf.ignoringRequestMatchers(
                    PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/pledges/confirm")))
            .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http) {
        return pages(http, ReferrerPolicy.SAME_ORIGIN).securityMatcher(PAGE)
            // the back button finds a form as it was, with its key, so that sending it
            // again is no second pledge
            .headers(headers -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .addHeaderWriter(new StaticHeadersWriter(HttpHeaders.CACHE_CONTROL, "private, no-cache")))
            .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain everythingElse(HttpSecurity http) {
        return bare(http).csrf(AbstractHttpConfigurer::disable)
            .headers(headers -> headers.defaultsDisabled().contentTypeOptions(options -> {
            }))
            .build();
    }

    private static HttpSecurity pages(HttpSecurity http, ReferrerPolicy referrer) {
        return bare(http).csrf(csrf -> csrf.csrfTokenRepository(csrfCookie()))
            .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                .referrerPolicy(policy -> policy.policy(referrer))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy
                    .policy("camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()")));
    }

    /** Everybody may see every page. */
    private static HttpSecurity bare(HttpSecurity http) {
        return http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
            .requestCache(AbstractHttpConfigurer::disable)
            .logout(AbstractHttpConfigurer::disable)
            .anonymous(AbstractHttpConfigurer::disable)
            .securityContext(AbstractHttpConfigurer::disable)
            .servletApi(AbstractHttpConfigurer::disable);
    }

    private static CookieCsrfTokenRepository csrfCookie() {
        var repository = new CookieCsrfTokenRepository();
        repository.setCookieName("groundswell-form");
        // Not Strict: who follows a link of another site would have it replaced, and no
        // form that is open elsewhere could be sent any more.
        repository.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Lax").path("/"));
        return repository;
    }

}
