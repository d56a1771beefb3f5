package org.groundswell.defaults.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.groundswell.defaults.testing.CampaignServiceStub;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.JwtException;

class SignedOutTokensTests {

    @Test
    void afterAStartNothingIsKnownUntilCampaignServiceHasAnswered() {
        try (var campaignService = new CampaignServiceStub()) {
            campaignService.goAway();
            AskingService.asking(campaignService.url()).run(context -> {
                var signedOut = context.getBean(SignedOutTokens.class);
                assertThatExceptionOfType(JwtException.class).isThrownBy(() -> signedOut.contains("any"));

                campaignService.comeBack();

                assertThat(signedOut.contains("any")).isFalse();
                campaignService.goAway();
                assertThat(signedOut.contains("any")).isFalse();
            });
        }
    }

}
