package org.groundswell.analytics.petitions;

/** Why there is no answer about a petition. */
abstract sealed class PetitionRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private PetitionRefusal(String message) {
        super(message, null, false, false);
    }

    /** There is no petition of that number, it has not opened, or it is suspended. */
    static final class Unknown extends PetitionRefusal {

        private static final long serialVersionUID = 1L;

        Unknown() {
            super("There is no petition of that number.");
        }

    }

    /** This instance has just started and does not know yet which petitions there are. */
    static final class NotYetKnown extends PetitionRefusal {

        private static final long serialVersionUID = 1L;

        NotYetKnown() {
            super("We are still reading the list of petitions.");
        }

    }

}
