package org.groundswell.defaults.mail;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.mail.MailException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Sends mails of plain text, behind a circuit breaker. */
public final class PlainMail {

    private final JavaMailSender sender;

    private final String from;

    private final CircuitBreaker breaker;

    PlainMail(JavaMailSender sender, String from, CircuitBreaker breaker) {
        this.sender = sender;
        this.from = from;
        this.breaker = breaker;
    }

    /**
     * Sends a mail, and returns when the mail server has it.
     * @param messageId what it is known by; a mail that is sent again carries the same
     * @param to where to
     * @param subject what about, a line
     * @param text what it says
     * @throws Away when the server did not take it, or has failed so often lately that it
     * is left in peace
     */
    public void send(String messageId, String to, String subject, String text) {
        try {
            breaker.executeRunnable(() -> sender.send(message(messageId, to, subject, text)));
        }
        catch (MailException | CallNotPermittedException away) {
            throw new Away(away);
        }
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

    /** The mail server cannot be reached or did not take the mail. */
    public static final class Away extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Away(RuntimeException cause) {
            // Not the cause's message: mail servers repeat addresses.
            super(cause.getClass().getSimpleName(), cause, false, false);
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
