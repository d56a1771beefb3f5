package org.groundswell.campaign.mail;

import org.groundswell.campaign.SiteProperties;
import org.groundswell.campaign.signin.SignIn;
import org.groundswell.campaign.signin.SignInMail;
import org.springframework.stereotype.Component;

/** Sends sign-in links by SMTP. */
@Component
class SmtpSignInMail implements SignInMail {

    private final Postbox postbox;

    private final SiteProperties site;

    SmtpSignInMail(Postbox postbox, SiteProperties site) {
        this.postbox = postbox;
        this.site = site;
    }

    @Override
    public void send(String email, String token) {
        postbox.send(email, "Sign in to " + site.siteName(), """
                Hello,

                someone, probably you, asked to sign in to %s with this address. Follow this link to go on:

                %s/sign-in/confirm?token=%s

                It works once, for %d minutes. If it was not you, there is nothing to do.
                """.formatted(site.siteName(), site.publicUrl(), token, SignIn.LINK_LIFETIME.toMinutes()));
    }

}
