package org.groundswell.pledge;

/** Who leads which campaign; campaign-service knows. */
public interface Organisers {

    /**
     * Whether somebody leads a campaign.
     * @param organiserId who
     * @param campaignId which
     * @return whether they do
     * @throws Away when campaign-service cannot be asked
     */
    boolean leads(String organiserId, String campaignId);

    /** campaign-service cannot be asked. */
    final class Away extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /**
         * Creates it.
         * @param cause why
         */
        public Away(Throwable cause) {
            super(cause.getClass().getSimpleName(), cause, false, false);
        }

    }

}
