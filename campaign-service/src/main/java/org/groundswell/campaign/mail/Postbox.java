package org.groundswell.campaign.mail;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import org.groundswell.campaign.SiteProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * Hands mails with secret links to the mail server. They go straight from here and are
 * neither stored nor put on Kafka; when the server stays away, somebody asks for another.
 */
@Component
class Postbox {

    private static final Logger log = LoggerFactory.getLogger(Postbox.class);

    private final JavaMailSender mail;

    private final String from;

    private final CircuitBreaker breaker;

    private final Retry retry;

    Postbox(JavaMailSender mail, SiteProperties site, CircuitBreakerRegistry breakers, RetryRegistry retries) {
        this.mail = mail;
        this.from = site.mailFrom();
        this.breaker = breakers.circuitBreaker("mail");
        this.retry = retries.retry("mail");
    }

    /**
     * Sends a mail, or gives up after some tries.
     * @param to the receiver's address
     * @param subject one line
     * @param text plain text
     */
    void send(String to, String subject, String text) {
        var message = new SimpleMailMessage();
        message.setFrom(from);
        message.setTo(to);
        message.setSubject(subject);
        message.setText(text);
        try {
            retry.executeRunnable(() -> breaker.executeRunnable(() -> mail.send(message)));
        }
        catch (MailException | CallNotPermittedException thrown) {
            log.atWarn()
                .addKeyValue("cause", thrown.getClass().getSimpleName())
                .addKeyValue("subject", subject)
                .log("mail with a link not sent");
        }
    }

}
