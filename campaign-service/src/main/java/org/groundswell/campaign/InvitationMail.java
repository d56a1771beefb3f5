package org.groundswell.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Carries an invitation to a mailbox. */
@FunctionalInterface
public interface InvitationMail {

    /**
     * Sends an invitation. Takes as long as the mail server does, and gives up in silence
     * after some tries.
     * @param letter what it says
     * @param token the link's token, which is written nowhere else
     */
    void send(Letter letter, String token);

    /**
     * What an invitation says.
     *
     * @param to where to
     * @param inviter the address of whoever invites
     * @param campaign the campaign's title
     * @param place the hub's name; null: the whole campaign
     * @param expiresAt until when it can be accepted
     */
    record Letter(String to, String inviter, String campaign, @Nullable String place, Instant expiresAt) {
    }

}
