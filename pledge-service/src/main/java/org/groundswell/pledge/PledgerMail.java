package org.groundswell.pledge;

/**
 * Carries mails to pledgers' mailboxes. Takes as long as the mail server does, and throws
 * {@link MailAway} when the server does not take a mail now, {@link Undeliverable} when
 * it never will.
 */
public interface PledgerMail {

    /**
     * Asks to confirm a pledge.
     * @param to where to
     * @param letter about which pledge
     * @param token what confirms it
     */
    void askToConfirm(String to, Letter letter, String token);

    /**
     * Says that the address has a pledge already.
     * @param to where to
     * @param letter about which pledge, which was not made
     */
    void sayAlreadyPledged(String to, Letter letter);

    /**
     * Thanks for a pledge.
     * @param to where to
     * @param letter about which pledge
     * @param secret what takes it back
     */
    void thank(String to, Letter letter, String secret);

    /**
     * What a mail is about.
     *
     * @param pledgeId the pledge; with the kind of mail it makes the Message-ID
     * @param campaign the campaign
     * @param text the promise
     */
    record Letter(String pledgeId, Campaign campaign, String text) {
    }

    /** The mail server will never take the mail. */
    final class Undeliverable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** Creates it. */
        public Undeliverable() {
            super("the mail server refuses the mail", null, false, false);
        }

    }

    /** The mail server cannot be reached or did not take the mail. */
    final class MailAway extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /**
         * Creates it.
         * @param cause why
         */
        public MailAway(Throwable cause) {
            super(cause.getClass().getSimpleName(), cause, false, false);
        }

    }

}
