package org.groundswell.notification.mail;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.groundswell.notification.Mail;
import org.groundswell.notification.SiteProperties;
import org.springframework.mail.MailException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Mail by SMTP, behind a circuit breaker. The mail server's timeouts are for each of its
 * answers, so the whole conversation has a limit of its own.
 */
@Component
class SmtpMail implements Mail, AutoCloseable {

    private static final String NAME = "mail";

    private final JavaMailSender sender;

    private final SiteProperties site;

    private final CircuitBreaker breaker;

    private final TimeLimiter limit;

    /** Virtual threads, since interrupting one ends its conversation. */
    private final ExecutorService conversations = Executors.newVirtualThreadPerTaskExecutor();

    SmtpMail(JavaMailSender sender, SiteProperties site, CircuitBreakerRegistry breakers, TimeLimiterRegistry limits) {
        this.sender = sender;
        this.site = site;
        this.breaker = breakers.circuitBreaker(NAME);
        this.limit = limits.timeLimiter(NAME);
    }

    @Override
    public void send(String messageId, String to, String subject, String text) {
        try {
            breaker.executeCallable(() -> limit.executeFutureSupplier(() -> hand(messageId, to, subject, text)));
        }
        catch (MailException | CallNotPermittedException | TimeoutException away) {
            throw new MailAway(away);
        }
        catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new MailAway(stopped);
        }
        catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    @Override
    public void close() {
        conversations.shutdownNow();
    }

    private Future<?> hand(String messageId, String to, String subject, String text) {
        return conversations.submit(() -> sender.send(message(messageId, to, subject, text)));
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
