package org.groundswell.defaults.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.groundswell.defaults.internal.InternalServices;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Lets a service that knows where campaign-service is check organisers' access tokens
 * itself, with the public keys and the list of signed-out tokens that it fetches there,
 * and ask who leads which campaign. Keys are kept for some minutes, and for an hour while
 * campaign-service is away.
 */
@AutoConfiguration(before = SecurityDefaults.class)
@ConditionalOnProperty("groundswell.campaign-service.url")
@EnableConfigurationProperties(CampaignServiceProperties.class)
@EnableScheduling
public class AccessTokenDefaults {

    private static final Duration KEPT = Duration.ofMinutes(5);

    private static final Duration KEPT_WHILE_AWAY = Duration.ofHours(1);

    private static final int MAX_BYTES = 64 * 1024;

    /**
     * For the decoder below, so declared before it. With a breaker of its own: it has no
     * say in whether other questions are asked.
     */
    @Bean
    @ConditionalOnMissingBean(JwtDecoder.class)
    SignedOutTokens signedOutTokens(InternalServices services, CampaignServiceProperties campaignService) {
        return new SignedOutTokens(services.at("signed-out-tokens", campaignService.url(), campaignService.timeout()));
    }

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder accessTokenDecoder(CampaignServiceProperties campaignService,
            @Value("${groundswell.public-url:http://localhost:8080}") String publicUrl, Clock clock,
            SignedOutTokens signedOut) throws MalformedURLException {
        return AccessTokenChecks.decoder(keys(campaignService), publicUrl, clock, signedOut::contains);
    }

    /** Made when it is first needed: not every such service asks. */
    @Bean
    @Lazy
    Organisers organisersOfCampaigns(InternalServices services, CampaignServiceProperties campaignService) {
        return new Organisers(services.at("campaign-service", campaignService.url(), campaignService.timeout()));
    }

    private static JWKSource<SecurityContext> keys(CampaignServiceProperties campaignService)
            throws MalformedURLException {
        var timeout = (int) campaignService.timeout().toMillis();
        return withoutAskingForUnknownKeysAllTheTime(JWKSourceBuilder
            .<SecurityContext>create(campaignService.url().resolve("/.well-known/jwks.json").toURL(),
                    new DefaultResourceRetriever(timeout, timeout, MAX_BYTES))
            .cache(KEPT.toMillis(), timeout * 2L)
            .outageTolerant(KEPT_WHILE_AWAY.toMillis())
            .retrying(true)
            .build());
    }

    /**
     * A key that nobody knows may be a new one, so campaign-service is asked, but not as
     * often as somebody makes keys up; then it is just unknown.
     */
    private static JWKSource<SecurityContext> withoutAskingForUnknownKeysAllTheTime(JWKSource<SecurityContext> keys) {
        return (wanted, context) -> {
            try {
                return keys.get(wanted, context);
            }
            catch (RateLimitReachedException askedJustNow) {
                return List.of();
            }
        };
    }

}
