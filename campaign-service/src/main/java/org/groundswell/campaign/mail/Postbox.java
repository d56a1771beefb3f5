package org.groundswell.campaign.mail;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import java.util.UUID;
import org.groundswell.defaults.mail.PlainMail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Hands mails with secret links to the mail server. They go straight from here and are
 * neither stored nor put on Kafka; when the server stays away, somebody asks for another.
 */
@Component
class Postbox {

    private static final Logger log = LoggerFactory.getLogger(Postbox.class);

    private final PlainMail mail;

    private final Retry retry;

    Postbox(PlainMail mail, RetryRegistry retries) {
        this.mail = mail;
        this.retry = retries.retry("mail");
    }

    /**
     * Sends a mail, or gives up: after some tries, or at once when the server will never
     * take it.
     * @param to the receiver's address
     * @param subject one line
     * @param text plain text
     */
    void send(String to, String subject, String text) {
        var messageId = "link:" + UUID.randomUUID();
        try {
            retry.executeRunnable(() -> mail.send(messageId, to, subject, text));
        }
        catch (PlainMail.Refused | PlainMail.Away thrown) {
            log.atWarn()
                .addKeyValue("cause", thrown.getMessage())
                .addKeyValue("subject", subject)
                .log("mail with a link not sent");
        }
    }

}
