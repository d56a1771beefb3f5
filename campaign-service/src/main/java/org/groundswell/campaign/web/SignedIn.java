package org.groundswell.campaign.web;

import java.time.Instant;
import org.groundswell.campaign.Organiser;
import org.groundswell.campaign.signin.AccessToken;

/** What somebody who signed in is given. */
record SignedIn(String accessToken, Instant expiresAt, SignedInOrganiser organiser) {

    static SignedIn of(AccessToken token, Organiser organiser) {
        return new SignedIn(token.value(), token.expiresAt(), new SignedInOrganiser(organiser.id(), organiser.email()));
    }

    record SignedInOrganiser(String id, String email) {
    }

}
