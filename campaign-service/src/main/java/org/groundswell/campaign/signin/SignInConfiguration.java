package org.groundswell.campaign.signin;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** This service checks access tokens with the keys and sign-outs it has at hand. */
@Configuration
class SignInConfiguration {

    @Bean
    JwtDecoder accessTokenDecoder(AccessTokens tokens) {
        return tokens.decoder();
    }

}
