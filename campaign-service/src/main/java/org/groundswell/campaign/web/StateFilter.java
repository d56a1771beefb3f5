package org.groundswell.campaign.web;

import java.util.Locale;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Which campaigns a list shows. */
enum StateFilter {

    OPEN, SCHEDULED, CLOSED, ALL;

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
