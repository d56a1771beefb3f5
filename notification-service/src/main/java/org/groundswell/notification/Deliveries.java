package org.groundswell.notification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All deliveries. */
public interface Deliveries {

    /**
     * Adds a delivery, unless it is known.
     * @param delivery the delivery
     */
    void add(Delivery delivery);

    /**
     * Deliveries that are due.
     * @param now by when
     * @param limit how many at most
     * @return the longest due first
     */
    List<Delivery> due(Instant now, int limit);

    /**
     * Takes a delivery for an attempt, so that nobody else makes one meanwhile.
     * @param delivery as it was found due
     * @param until when the attempt is given up for crashed
     * @return the claimed delivery; empty when somebody else was first
     */
    Optional<Delivery> claim(Delivery delivery, Instant until);

    /**
     * Remembers that the mail server has it.
     * @param claimed the delivery
     * @param at when
     */
    void sent(Delivery claimed, Instant at);

    /**
     * Puts it off after a failed attempt.
     * @param claimed the delivery
     * @param dueAt when to try again
     */
    void putOff(Delivery claimed, Instant dueAt);

    /**
     * Stops trying.
     * @param claimed the delivery
     */
    void giveUp(Delivery claimed);

}
