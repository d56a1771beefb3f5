package org.groundswell.campaign.signin;

import java.util.Optional;
import org.groundswell.campaign.Organiser;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * An invitation was mailed, so whoever accepts it has proved as much as by a sign-in
 * link, and is signed in. Where an identity provider vouches for organisers, a mailbox
 * alone does not do.
 */
@Component
public class InvitationSignIn {

    private final AccessTokens tokens;

    private final boolean byMail;

    InvitationSignIn(AccessTokens tokens, @Value("${groundswell.sign-in.provider.issuer:}") String provider) {
        this.tokens = tokens;
        this.byMail = provider.isBlank();
    }

    /**
     * Signs somebody in who accepted an invitation.
     * @param organiser who
     * @return a token; empty where mail does not sign in
     */
    public Optional<AccessToken> signIn(Organiser organiser) {
        return byMail ? Optional.of(tokens.issue(organiser)) : Optional.empty();
    }

}
