package org.groundswell.notification;

/** Hands messages to the mail server. */
@FunctionalInterface
public interface Mail {

    /**
     * Sends a message.
     * @param messageId the same each time this message is sent, so that receivers can
     * drop a repeated one
     * @param to the receiver's address
     * @param subject one line
     * @param text plain text
     * @throws MailAway when the mail server does not take it now
     */
    void send(String messageId, String to, String subject, String text);

    /** The mail server does not take the message now. */
    final class MailAway extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /**
         * Creates it.
         * @param cause what happened
         */
        public MailAway(Throwable cause) {
            super("the mail server does not take messages", cause);
        }

    }

}
