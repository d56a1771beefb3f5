package org.groundswell.pledge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What was heard of a campaign's end, which may be before anything else was heard of it.
 *
 * @param campaignId the campaign's identity in events
 * @param closedAt from when on no pledges are taken; the earliest time that was said
 * @param outcome what became of a campaign whose pledges bind only if enough others
 * pledged; null: not decided, or not heard
 */
@Document("endings")
record Ending(@Id String campaignId, Instant closedAt, @Nullable Outcome outcome) {
}
