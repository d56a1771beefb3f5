package org.groundswell.campaign;

/** Why a command or question about campaigns is refused. */
public abstract sealed class CampaignRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private CampaignRefusal(String message) {
        super(message);
    }

    /** There is no such campaign, or none that the caller may know of. */
    public static final class Unknown extends CampaignRefusal {

        private static final long serialVersionUID = 1L;

        /** Creates it. */
        public Unknown() {
            super("There is no campaign of that name.");
        }

    }

    /** The caller does not lead the campaign. */
    public static final class NotYours extends CampaignRefusal {

        private static final long serialVersionUID = 1L;

        NotYours() {
            super("Only the campaign's organisers may do this.");
        }

    }

    /** Another campaign has, or had, that slug. */
    public static final class SlugTaken extends CampaignRefusal {

        private static final long serialVersionUID = 1L;

        SlugTaken() {
            super("Another campaign has this slug.");
        }

    }

    /** The campaign's closing date is no later than its opening. */
    public static final class ClosesBeforeItOpens extends CampaignRefusal {

        private static final long serialVersionUID = 1L;

        ClosesBeforeItOpens() {
            super("must be later than the opening");
        }

    }

}
