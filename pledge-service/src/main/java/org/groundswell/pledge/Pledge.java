package org.groundswell.pledge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One public promise under a campaign.
 *
 * @param id its identity; derived from the campaign and the Idempotency-Key where one was
 * sent
 * @param campaignId the campaign's identity in events
 * @param campaign the campaign's slug
 * @param text the promise
 * @param displayName the name to show; null: none was given
 * @param anonymous whether the name is not shown
 * @param email the pledger's address, encrypted; null: not given
 * @param updates whether the pledger wants to hear how the campaign goes on
 * @param place place code; null: not given
 * @param role role; null: not given
 * @param theme theme; null: not given
 * @param people how many stand behind it
 * @param channel where it was made
 * @param invitedBy the id of the pledge that led here; null: none
 * @param madeAt when it was accepted
 * @param fingerprint keyed digest of what was sent, by which a repeated request is known;
 * tells nothing else
 * @param secretHash SHA-256 of the pledger's secret
 */
@Document("pledges")
public record Pledge(@Id String id, String campaignId, String campaign, String text, @Nullable String displayName,
        boolean anonymous, byte @Nullable [] email, boolean updates, @Nullable String place, @Nullable String role,
        @Nullable String theme, int people, Channel channel, @Nullable String invitedBy, Instant madeAt,
        byte[] fingerprint, byte[] secretHash) {

    /**
     * The name that everybody may see.
     * @return the name; null: none was given, or it is not to be shown
     */
    public @Nullable String publicName() {
        return anonymous ? null : displayName;
    }

}
