package org.groundswell.campaign.signin;

import java.util.Optional;
import org.groundswell.campaign.AcceptInvitations;
import org.groundswell.campaign.Stewards;
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

    private final Stewards stewards;

    InvitationSignIn(AccessTokens tokens, Stewards stewards,
            @Value("${groundswell.sign-in.provider.issuer:}") String provider) {
        this.tokens = tokens;
        this.stewards = stewards;
        this.byMail = provider.isBlank();
    }

    /**
     * Signs somebody in who accepted an invitation and leads nothing else. A link that is
     * good for days must not open what somebody had before.
     * @param joined what came of the invitation
     * @return a token; empty for who was known before, for stewards, and where mail does
     * not sign in
     */
    public Optional<AccessToken> signIn(AcceptInvitations.Joined joined) {
        return byMail && joined.isNew() && !stewards.include(joined.organiser().id())
                ? Optional.of(tokens.issue(joined.organiser())) : Optional.empty();
    }

}
