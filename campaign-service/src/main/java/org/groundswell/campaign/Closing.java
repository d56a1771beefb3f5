package org.groundswell.campaign;

import java.time.Instant;

/**
 * That a campaign takes no more pledges, for ever.
 *
 * @param closedAt from when on
 * @param how why
 */
public record Closing(Instant closedAt, How how) {

    /** Why a campaign closes. */
    public enum How {

        /** Its closing date has come. */
        DATE,
        /** Its organisers closed it. */
        ORGANISERS

    }

}
