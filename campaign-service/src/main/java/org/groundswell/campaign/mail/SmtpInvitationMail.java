package org.groundswell.campaign.mail;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.groundswell.campaign.InvitationMail;
import org.groundswell.campaign.SiteProperties;
import org.springframework.stereotype.Component;

/** Sends invitations by SMTP. */
@Component
class SmtpInvitationMail implements InvitationMail {

    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.UK)
        .withZone(ZoneId.of("Europe/London"));

    private final Postbox postbox;

    private final SiteProperties site;

    SmtpInvitationMail(Postbox postbox, SiteProperties site) {
        this.postbox = postbox;
        this.site = site;
    }

    @Override
    public void send(Letter letter, String token) {
        // What others wrote stands in the text alone, never in a header.
        postbox.send(letter.to(), "You are invited to lead a campaign on " + site.siteName(), """
                Hello,

                %s invites you to lead this campaign on %s%s:

                %s

                Follow this link to accept:

                %s/invitations/accept?token=%s

                It works once, until %s (UK time). If you do not want to, there is nothing to do.
                """.formatted(letter.inviter(), site.siteName(), letter.place() == null ? "" : ", in " + letter.place(),
                letter.campaign(), site.publicUrl(), token, UNTIL.format(letter.expiresAt())));
    }

}
