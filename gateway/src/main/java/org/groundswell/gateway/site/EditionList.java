package org.groundswell.gateway.site;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The editions of a movement, as campaign-service tells them, the first first. */
record EditionList(@JsonSetter(nulls = Nulls.AS_EMPTY) List<Edition> items) {

    /** One of them. */
    record Edition(int edition, String slug, String title, String state, @Nullable Instant opensAt) {

        public @Nullable String opens() {
            return CampaignView.date(opensAt);
        }

    }

}
