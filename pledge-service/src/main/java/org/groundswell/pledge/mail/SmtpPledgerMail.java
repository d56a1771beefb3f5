package org.groundswell.pledge.mail;

import org.groundswell.defaults.mail.PlainMail;
import org.groundswell.pledge.PledgeProperties;
import org.groundswell.pledge.PledgerMail;
import org.groundswell.pledge.SiteProperties;
import org.springframework.stereotype.Component;

/** What pledgers are written. */
@Component
class SmtpPledgerMail implements PledgerMail {

    private final PlainMail mail;

    private final SiteProperties site;

    private final PledgeProperties properties;

    SmtpPledgerMail(PlainMail mail, SiteProperties site, PledgeProperties properties) {
        this.mail = mail;
        this.site = site;
        this.properties = properties;
    }

    @Override
    public void askToConfirm(String to, Letter letter, String token) {
        send(letter, "confirm", to, "Please confirm your pledge: " + letter.campaign().title(), """
                Hello,

                someone, probably you, made this pledge under "%s" with this address:

                    %s

                It counts once you confirm it. Follow this link, and press the button there:

                %s/pledges/confirm?token=%s

                The link works for %d days. If it was not you, there is nothing to do: unconfirmed pledges are
                erased.

                %s
                """.formatted(letter.campaign().title(), letter.text(), site.publicUrl(), token,
                properties.confirmationTime().toDays(), site.siteName()));
    }

    @Override
    public void sayAlreadyPledged(String to, Letter letter) {
        send(letter, "already", to, "You have pledged already: " + letter.campaign().title(), """
                Hello,

                someone, probably you, made a pledge under "%s" with this address. There is one from this address
                already, and it counts; the new one was not kept. Each address can pledge once in this campaign.

                See how it goes on:
                %s/campaigns/%s

                %s
                """.formatted(letter.campaign().title(), site.publicUrl(), letter.campaign().slug(), site.siteName()));
    }

    @Override
    public void thank(String to, Letter letter, String secret) {
        send(letter, "thanks", to, "Thank you for your pledge: " + letter.campaign().title(), """
                Hello,

                thank you for your pledge under "%s":

                    %s

                Should you change your mind, or want it erased, this link lets you withdraw it. Keep it to yourself:

                %s/pledges/%s#%s

                See how the campaign goes on:
                %s/campaigns/%s

                %s
                """.formatted(letter.campaign().title(), letter.text(), site.publicUrl(), letter.pledgeId(), secret,
                site.publicUrl(), letter.campaign().slug(), site.siteName()));
    }

    private void send(Letter letter, String kind, String to, String subject, String text) {
        try {
            mail.send(letter.pledgeId() + "." + kind, to, subject, text);
        }
        catch (PlainMail.Refused refused) {
            throw new Undeliverable();
        }
        catch (PlainMail.Away away) {
            throw new MailAway(away);
        }
    }

}
