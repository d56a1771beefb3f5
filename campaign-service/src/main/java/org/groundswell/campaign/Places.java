package org.groundswell.campaign;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The places that a campaign or a hub can be for: nations, NHS regions, integrated care
 * boards, health boards. A place lies within its region, and that within its nation.
 */
@Component
public class Places {

    /** Code, ONS code, name (quoted when it has commas), kind, parent. */
    private static final Pattern LINE = Pattern.compile("([^,]+),[^,]*,\"?(.+?)\"?,[^,]+,([^,]*)");

    private final Map<String, Place> places = new HashMap<>();

    Places() throws IOException {
        try (var lines = new BufferedReader(
                new InputStreamReader(new ClassPathResource("places.csv").getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines()
                .skip(1)
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> places.put(line.group(1), new Place(line.group(2), line.group(3))));
        }
        if (places.isEmpty()) {
            throw new IllegalStateException("no places in places.csv");
        }
    }

    /**
     * Whether there is a place of that code.
     * @param code a code
     * @return whether it is known
     */
    public boolean contains(String code) {
        return places.containsKey(code);
    }

    /**
     * What a place is called.
     * @param code its code
     * @return its name; the code where there is none of that code
     */
    public String name(String code) {
        var place = places.get(code);
        return place == null ? code : place.name();
    }

    /**
     * Whether a place lies within another one.
     * @param code the place; null: everywhere
     * @param scope the other; null: everywhere
     * @return whether it is the same, or below it
     */
    public boolean isWithin(@Nullable String code, @Nullable String scope) {
        if (scope == null) {
            return true;
        }
        for (var at = code; at != null; at = parent(at)) {
            if (at.equals(scope)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A place and all that lies within it.
     * @param code the place
     * @return their codes, in order
     */
    public List<String> within(String code) {
        return places.keySet().stream().filter(each -> isWithin(each, code)).sorted().toList();
    }

    private @Nullable String parent(String code) {
        var place = places.get(code);
        return place == null ? null : place.parent();
    }

    /**
     * A place.
     *
     * @param name what it is called
     * @param parent the code of the place it lies in; empty for a nation
     */
    private record Place(String name, String parent) {
    }

}
