package org.groundswell.pledge;

import java.util.List;

/** Why a pledge, or a question about one, is refused. */
public abstract sealed class PledgeRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private PledgeRefusal(String message) {
        // Without a stack trace: in a rush these are many, and none is a fault.
        super(message, null, false, false);
    }

    /** There is no such campaign here. */
    public static final class UnknownCampaign extends PledgeRefusal {

        private static final long serialVersionUID = 1L;

        /** Creates it. */
        public UnknownCampaign() {
            super("There is no campaign of that name.");
        }

    }

    /** There is no such pledge. */
    public static final class UnknownPledge extends PledgeRefusal {

        private static final long serialVersionUID = 1L;

        /** Creates it. */
        public UnknownPledge() {
            super("There is no such pledge.");
        }

    }

    /** The campaign takes no pledges now. */
    public abstract static sealed class NotOpen extends PledgeRefusal {

        private static final long serialVersionUID = 1L;

        private NotOpen(String message) {
            super(message);
        }

    }

    /** The campaign takes no pledges yet. */
    public static final class NotYetOpen extends NotOpen {

        private static final long serialVersionUID = 1L;

        NotYetOpen() {
            super("The campaign is not open yet.");
        }

    }

    /** The campaign takes no pledges any more. */
    public static final class Closed extends NotOpen {

        private static final long serialVersionUID = 1L;

        Closed() {
            super("The campaign is closed.");
        }

    }

    /** The campaign takes no pledges for the time being. */
    public static final class Suspended extends NotOpen {

        private static final long serialVersionUID = 1L;

        Suspended() {
            super("The campaign is suspended.");
        }

    }

    /** The same key came before with another pledge. */
    public static final class KeyReused extends PledgeRefusal {

        private static final long serialVersionUID = 1L;

        KeyReused() {
            super("This Idempotency-Key was used for another pledge.");
        }

    }

    /** The key belongs to a pledge that was taken back or erased. */
    public static final class Withdrawn extends PledgeRefusal {

        private static final long serialVersionUID = 1L;

        Withdrawn() {
            super("The pledge of this Idempotency-Key was withdrawn.");
        }

    }

    /** The link confirms nothing, or nothing any more. */
    public static final class UnknownConfirmation extends PledgeRefusal {

        private static final long serialVersionUID = 1L;

        UnknownConfirmation() {
            super("This confirmation is unknown or too old.");
        }

    }

    /** The address has a pledge in this campaign. */
    public static final class AlreadyPledged extends PledgeRefusal {

        private static final long serialVersionUID = 1L;

        AlreadyPledged() {
            super("There is a pledge of this address already.");
        }

    }

    /** A pledge can be taken back with its pledger's secret only. */
    public static final class NoSecret extends PledgeRefusal {

        private static final long serialVersionUID = 1L;

        /** Creates it. */
        public NoSecret() {
            super("The pledger's secret is needed here.");
        }

    }

    /** That is not the pledger's secret. */
    public static final class WrongSecret extends PledgeRefusal {

        private static final long serialVersionUID = 1L;

        WrongSecret() {
            super("That is not this pledge's secret.");
        }

    }

    /** The caller does not lead this campaign. */
    public static final class NotAnOrganiser extends PledgeRefusal {

        private static final long serialVersionUID = 1L;

        /** Creates it. */
        public NotAnOrganiser() {
            super("Only the campaign's organisers may do this.");
        }

    }

    /** The caller leads this campaign in other places only. */
    public static final class NotLedThere extends PledgeRefusal {

        private static final long serialVersionUID = 1L;

        /** Creates it. */
        public NotLedThere() {
            super("You may do this for the places that you lead only.");
        }

    }

    /** What was sent does not fit the campaign. */
    public static final class Unfit extends PledgeRefusal {

        private static final long serialVersionUID = 1L;

        private final transient List<Misfit> misfits;

        Unfit(List<Misfit> misfits) {
            super("The pledge does not fit the campaign.");
            this.misfits = misfits;
        }

        /**
         * What does not fit.
         * @return at least one
         */
        public List<Misfit> misfits() {
            return misfits;
        }

    }

    /** More pledges are waiting to be written than can be written soon. */
    public static final class Overloaded extends PledgeRefusal {

        private static final long serialVersionUID = 1L;

        /** Creates it. */
        public Overloaded() {
            super("Very many people are pledging right now.");
        }

    }

    /**
     * A field that does not fit the campaign.
     *
     * @param field the field's name
     * @param message what it must be
     */
    public record Misfit(String field, String message) {
    }

}
