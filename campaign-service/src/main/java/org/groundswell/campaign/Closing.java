package org.groundswell.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * That a campaign takes no more pledges, for ever.
 *
 * @param closedAt from when on
 * @param how why
 * @param announcedAt since when Kafka has had the news; null: it has not
 */
public record Closing(Instant closedAt, How how, @Nullable Instant announcedAt) {

    /** As it is stored. */
    @PersistenceCreator
    public Closing {
    }

    /**
     * A closing that nobody else has heard of.
     * @param closedAt from when on
     * @param how why
     */
    Closing(Instant closedAt, How how) {
        this(closedAt, how, null);
    }

    /** Why a campaign closes. */
    public enum How {

        /** Its closing date has come. */
        DATE,
        /** Its organisers closed it. */
        ORGANISERS

    }

}
