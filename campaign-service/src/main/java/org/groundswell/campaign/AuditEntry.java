package org.groundswell.campaign;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One thing that was done to a campaign.
 *
 * @param id the campaign's id and the version that came of it
 * @param campaignId the campaign
 * @param version the version that came of it; entries are in its order
 * @param at when
 * @param who the organiser's or steward's id; null: the platform, by the clock
 * @param what what was done, such as {@code launched}
 * @param place the hub that it concerns; null: the whole campaign
 * @param before what it changed, as it was
 * @param after what it changed, as it is since
 */
@Document("audit")
public record AuditEntry(@Id String id, String campaignId, long version, Instant at, @Nullable String who, String what,
        @Nullable String place, Map<String, Object> before, Map<String, Object> after) {
}
