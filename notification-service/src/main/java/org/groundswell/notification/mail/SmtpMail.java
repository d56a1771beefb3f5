package org.groundswell.notification.mail;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.groundswell.notification.Mail;
import org.groundswell.notification.SiteProperties;
import org.springframework.mail.MailException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Mail by SMTP, behind a circuit breaker. */
@Component
class SmtpMail implements Mail {

    private final JavaMailSender sender;

    private final SiteProperties site;

    private final CircuitBreaker breaker;

    SmtpMail(JavaMailSender sender, SiteProperties site, CircuitBreakerRegistry breakers) {
        this.sender = sender;
        this.site = site;
        this.breaker = breakers.circuitBreaker("mail");
    }

    @Override
    public void send(String messageId, String to, String subject, String text) {
        try {
            breaker.executeRunnable(() -> sender.send(message(messageId, to, subject, text)));
        }
        catch (MailException | CallNotPermittedException away) {
            throw new MailAway(away);
        }
    }

    private MimeMessage message(String messageId, String to, String subject, String text) {
        try {
            var message = new IdentifiedMessage(sender.createMimeMessage(), messageId.replace(':', '.') + "@"
                    + site.mailFrom().substring(site.mailFrom().lastIndexOf('@') + 1));
            var helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
            helper.setFrom(site.mailFrom());
            helper.setTo(to);
            helper.setSubject(subject);
            helper.setText(text);
            return message;
        }
        catch (MessagingException unfit) {
            throw new MailPreparationException(unfit);
        }
    }

    /**
     * Keeps the Message-ID it is given, which mail libraries otherwise make anew for each
     * message.
     */
    private static final class IdentifiedMessage extends MimeMessage {

        private final String id;

        IdentifiedMessage(MimeMessage blank, String id) throws MessagingException {
            super(blank.getSession());
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }

    }

}
