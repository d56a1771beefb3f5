package org.groundswell.notification.mail;

import org.groundswell.defaults.mail.PlainMail;
import org.groundswell.notification.Mail;
import org.springframework.stereotype.Component;

/** Mail by SMTP. */
@Component
class SmtpMail implements Mail {

    private final PlainMail mail;

    SmtpMail(PlainMail mail) {
        this.mail = mail;
    }

    @Override
    public void send(String messageId, String to, String subject, String text) {
        try {
            mail.send(messageId, to, subject, text);
        }
        catch (PlainMail.Away | PlainMail.Refused away) {
            throw new MailAway(away);
        }
    }

}
