package org.groundswell.gateway.site;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What pages use of a pledge, as pledge-service tells it.
 *
 * @param held whether its words wait for somebody to look at them
 */
record Pledge(String id, String campaign, @Nullable String text, @Nullable String displayName, int people,
        @Nullable Instant madeAt, @Nullable Boolean held) {

    public boolean isHeld() {
        return Boolean.TRUE.equals(held);
    }

    public @Nullable String made() {
        return CampaignView.date(madeAt);
    }

}
