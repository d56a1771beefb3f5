package org.groundswell.notification;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One message to one person. It names the person by id; the address stays with its owner
 * and is asked for when the message is sent.
 *
 * @param id made of the event, the person and the channel, so that a repeated event meets
 * the same delivery
 * @param campaignId the campaign it is about
 * @param organiserId whom it is for
 * @param threshold the milestone it tells of
 * @param state where it stands
 * @param attempts how often sending was begun
 * @param dueAt when the next attempt may begin; while one is under way, when it is given
 * up for crashed
 * @param createdAt when it was made
 * @param sentAt when the mail server took it; null: not yet
 */
@Document("deliveries")
public record Delivery(@Id String id, String campaignId, String organiserId, long threshold, State state, int attempts,
        Instant dueAt, Instant createdAt, @Nullable Instant sentAt) {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private static final int MAX_DOUBLINGS = 10;

    /**
     * A new delivery by mail.
     * @param milestone what to tell
     * @param organiserId whom
     * @param now when
     * @return due at once
     */
    static Delivery byMail(Milestone milestone, String organiserId, Instant now) {
        return new Delivery(milestone.eventId() + ":" + organiserId + ":mail", milestone.campaignId(), organiserId,
                milestone.threshold(), State.DUE, 0, now, now, null);
    }

    /**
     * How long to wait after the attempts so far.
     * @return 5 s at first, doubling up to a quarter of an hour
     */
    Duration pause() {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(MAX_DOUBLINGS, Math.max(0, attempts - 1)));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** Where a delivery stands. */
    public enum State {

        /** To be sent, or under way. */
        DUE,
        /** The mail server has it. */
        SENT,
        /** It could not be delivered for too long. */
        GIVEN_UP

    }

}
