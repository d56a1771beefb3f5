package org.groundswell.campaign;

import java.time.Duration;
import java.util.Map;

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

    /** Nobody of that id leads, or has led, that. */
    public static final class NotALead extends CampaignRefusal {

        private static final long serialVersionUID = 1L;

        NotALead() {
            super("Nobody of that id leads this.");
        }

    }

    /** Without that lead nobody would lead the whole campaign. */
    public static final class LastLead extends CampaignRefusal {

        private static final long serialVersionUID = 1L;

        LastLead() {
            super("A campaign needs somebody who leads all of it. Invite another lead first.");
        }

    }

    /** The campaign has all the leads that it can have, those invited included. */
    public static final class TooManyLeads extends CampaignRefusal {

        private static final long serialVersionUID = 1L;

        TooManyLeads() {
            super("The campaign has as many leads and open invitations as it can have.");
        }

    }

    /** More of something than may be, for the time being. */
    public static final class TooMany extends CampaignRefusal {

        private static final long serialVersionUID = 1L;

        private final transient Duration wait;

        TooMany(String message, Duration wait) {
            super(message);
            this.wait = wait;
        }

        /**
         * After how long there may be more.
         * @return at least a second
         */
        public Duration untilMore() {
            return wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait;
        }

    }

    /** The invitation is unknown, used, withdrawn or too old. */
    public static final class NotInvited extends CampaignRefusal {

        private static final long serialVersionUID = 1L;

        NotInvited() {
            super("The invitation does not hold, or not any more.");
        }

    }

    /** Another campaign has that slug. */
    public static final class SlugTaken extends CampaignRefusal {

        private static final long serialVersionUID = 1L;

        SlugTaken() {
            super("Another campaign has this slug.");
        }

    }

    /** The caller is not a steward. */
    public static final class NotASteward extends CampaignRefusal {

        private static final long serialVersionUID = 1L;

        NotASteward() {
            super("Only this site's stewards may do this.");
        }

    }

    /** The campaign is a draft, which cannot be closed. */
    public static final class NotLaunched extends CampaignRefusal {

        private static final long serialVersionUID = 1L;

        NotLaunched() {
            super("The campaign has not been launched.");
        }

    }

    /** The campaign has no such commitment. */
    public static final class UnknownCommitment extends CampaignRefusal {

        private static final long serialVersionUID = 1L;

        /** Creates it. */
        public UnknownCommitment() {
            super("The campaign has no such commitment.");
        }

    }

    /** The campaign is closed. */
    public static final class Closed extends CampaignRefusal {

        private static final long serialVersionUID = 1L;

        Closed() {
            super("The campaign is closed.");
        }

    }

    /** There are as many of something as there can be. */
    public static final class Full extends CampaignRefusal {

        private static final long serialVersionUID = 1L;

        Full(String message) {
            super(message);
        }

    }

    /** The caller read another version than the present one. */
    public static final class Stale extends CampaignRefusal {

        private static final long serialVersionUID = 1L;

        /** Creates it. */
        public Stale() {
            super("The campaign has changed since you read it.");
        }

    }

    /** A field does not go with the others. */
    public static final class ImpossiblePlan extends CampaignRefusal {

        private static final long serialVersionUID = 1L;

        private final String field;

        /**
         * Creates it.
         * @param field which field
         * @param message what it must be
         */
        public ImpossiblePlan(String field, String message) {
            super(message);
            this.field = field;
        }

        /**
         * Which field.
         * @return its name
         */
        public String field() {
            return field;
        }

    }

    /** The launch has fixed what was to be changed. */
    public static final class FixedAtLaunch extends CampaignRefusal {

        private static final long serialVersionUID = 1L;

        private final transient Map<String, String> fields;

        FixedAtLaunch(Map<String, String> fields) {
            super("People have pledged to it as it is.");
            this.fields = Map.copyOf(fields);
        }

        static FixedAtLaunch of(String field, String message) {
            return new FixedAtLaunch(Map.of(field, message));
        }

        /**
         * What is fixed.
         * @return the fields, and why each is
         */
        public Map<String, String> fields() {
            return fields;
        }

    }

}
