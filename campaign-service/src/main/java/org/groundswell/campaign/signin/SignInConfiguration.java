package org.groundswell.campaign.signin;

import java.time.Clock;
import org.groundswell.campaign.SiteProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** This service checks access tokens with the keys it has at hand. */
@Configuration
class SignInConfiguration {

    @Bean
    JwtDecoder accessTokenDecoder(SigningKeys keys, SiteProperties site, Clock clock) {
        return AccessTokens.decoder(keys, site, clock);
    }

}
