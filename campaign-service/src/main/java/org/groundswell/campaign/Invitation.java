package org.groundswell.campaign;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * That somebody was invited, by mail, to lead a campaign or a hub of it, and has neither
 * accepted nor been told that it was withdrawn.
 *
 * @param id SHA-256 of its token, in hexadecimal; the token itself is in the mail only
 * @param email to whom it was sent; kept nowhere else, and no longer than it is open
 * @param place the hub: a place's code; null: the whole campaign
 * @param invitedBy the organiser who invited them
 * @param invitedAt when
 * @param expiresAt until when it can be accepted, exclusive
 */
public record Invitation(@Id String id, String email, @Nullable String place, String invitedBy, Instant invitedAt,
        Instant expiresAt) {

    boolean isOpen(Instant now) {
        return now.isBefore(expiresAt);
    }

    /** Whether it is for the same person and place, however the address is typed. */
    boolean isTheSameAs(Invitation other) {
        return Mailbox.of(email).equals(Mailbox.of(other.email)) && Objects.equals(place, other.place);
    }

}
