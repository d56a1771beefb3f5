package org.groundswell.analytics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What places are called. */
@Component
public class PlaceNames {

    /** Code, ONS code, and a name that is quoted where it has commas. */
    private static final Pattern LINE = Pattern.compile("([^,]+),[^,]*,(?:\"([^\"]*)\"|([^,]*)),.*");

    private final Map<String, String> names;

    PlaceNames(AnalyticsProperties properties) throws IOException {
        try (var lines = new BufferedReader(
                new InputStreamReader(properties.places().getInputStream(), StandardCharsets.UTF_8))) {
            this.names = lines.lines()
                .skip(1)
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toUnmodifiableMap(line -> line.group(1),
                        line -> line.group(2) == null ? line.group(3) : line.group(2)));
        }
    }

    /**
     * A place's name.
     * @param code its code
     * @return its name; the code itself where the name is not known
     */
    public String of(String code) {
        return names.getOrDefault(code, code);
    }

}
