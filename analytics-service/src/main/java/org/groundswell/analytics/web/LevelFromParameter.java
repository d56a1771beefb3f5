package org.groundswell.analytics.web;

import java.util.Locale;
import org.groundswell.analytics.Level;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/**
 * Reads a level as it stands in addresses: in lower case, though others are understood.
 */
@Component
final class LevelFromParameter implements Converter<String, Level> {

    @Override
    public Level convert(String value) {
        return Level.valueOf(value.toUpperCase(Locale.ROOT));
    }

}
