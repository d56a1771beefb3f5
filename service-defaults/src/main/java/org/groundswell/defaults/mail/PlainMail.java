package org.groundswell.defaults.mail;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * Sends mails of plain text by SMTP, behind a circuit breaker. The mail server's timeouts
 * are for each of its answers, so the whole conversation has a limit of its own.
 */
public final class PlainMail implements AutoCloseable {

    private static final String NAME = "mail";

    private final JavaMailSender sender;

    private final String from;

    private final CircuitBreaker breaker;

    private final TimeLimiter limit;

    /** Virtual threads, since interrupting one ends its conversation. */
    private final ExecutorService conversations = Executors.newVirtualThreadPerTaskExecutor();

    PlainMail(JavaMailSender sender, String from, CircuitBreakerRegistry breakers, TimeLimiterRegistry limits) {
        this.sender = sender;
        this.from = from;
        this.breaker = breakers.circuitBreaker(NAME);
        this.limit = limits.timeLimiter(NAME);
    }

    /**
     * Sends a mail, and returns when the mail server has it.
     * @param messageId what it is known by; the same each time this mail is sent, so that
     * receivers can drop a repeated one
     * @param to the receiver's address
     * @param subject one line
     * @param text plain text
     * @throws Refused when the server will never take it, such as for an address that
     * does not exist
     * @throws Away when the server did not take it, or has failed so often lately that it
     * is left in peace
     */
    public void send(String messageId, String to, String subject, String text) {
        try {
            if (!breaker.executeCallable(() -> limit.executeFutureSupplier(() -> hand(messageId, to, subject, text)))) {
                throw new Refused();
            }
        }
        catch (Refused refused) {
            throw refused;
        }
        catch (MailException | CallNotPermittedException | TimeoutException away) {
            throw new Away(away);
        }
        catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Away(stopped);
        }
        catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    @Override
    public void close() {
        conversations.shutdownNow();
    }

    private Future<Boolean> hand(String messageId, String to, String subject, String text) {
        return conversations.submit(() -> {
            try {
                sender.send(message(messageId, to, subject, text));
                return true;
            }
            catch (MailPreparationException unfit) {
                // An address that no mail can be written to says nothing of the server.
                return false;
            }
            catch (MailSendException failed) {
                if (isRefused(failed)) {
                    return false;
                }
                throw failed;
            }
        });
    }

    /** A server that says so of an address is well, so it is no failure of the server. */
    private static boolean isRefused(MailSendException failed) {
        return Arrays.stream(failed.getMessageExceptions())
            .anyMatch(cause -> cause instanceof SendFailedException refused && refused.getInvalidAddresses() != null
                    && refused.getInvalidAddresses().length > 0);
    }

    private MimeMessage message(String messageId, String to, String subject, String text) {
        try {
            var message = new IdentifiedMessage(sender.createMimeMessage(),
                    messageId.replace(':', '.') + "@" + from.substring(from.lastIndexOf('@') + 1));
            var helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
            helper.setFrom(from);
            helper.setTo(to);
            helper.setSubject(subject);
            helper.setText(text);
            return message;
        }
        catch (MessagingException unfit) {
            throw new MailPreparationException(unfit);
        }
    }

    /** The mail server will never take the mail. */
    public static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused() {
            super("the mail server refuses the mail", null, false, false);
        }

    }

    /** The mail server does not take the mail now. */
    public static final class Away extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Away(Exception cause) {
            super("the mail server does not take mails", cause);
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
