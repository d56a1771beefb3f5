package org.groundswell.local.client;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as it is drafted: all but the title may be null, and is then what the
 * platform chooses.
 *
 * @param title shown to everyone
 * @param slug its address for ever
 * @param summary a sentence or two
 * @param standardPledge what is promised by who writes no text
 * @param closesAt when it ends
 * @param target the hoped-for count
 * @param milestones thresholds to announce
 * @param themes to choose from
 * @param organisation who runs it
 * @param hashtag without the hash
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Campaign(String title, @Nullable String slug, @Nullable String summary, @Nullable String standardPledge,
        @Nullable Instant closesAt, @Nullable Integer target, @Nullable List<Integer> milestones,
        @Nullable List<String> themes, @Nullable String organisation, @Nullable String hashtag) {
}
