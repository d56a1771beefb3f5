package org.groundswell.campaign.web;

import java.util.Locale;
import org.groundswell.campaign.CampaignState;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Which campaigns a list shows. */
enum StateFilter {

    OPEN, SCHEDULED, CLOSED, ALL;

    /** The state to look for; null: any. */
    @Nullable CampaignState state() {
        return this == ALL ? null : CampaignState.valueOf(name());
    }

    /** As it stands in addresses. */
    String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads it as it stands in addresses: in lower case, though others are understood.
     */
    @Component
    static final class FromParameter implements Converter<String, StateFilter> {

        @Override
        public StateFilter convert(String value) {
            return valueOf(value.toUpperCase(Locale.ROOT));
        }

    }

}
