package org.groundswell.campaign;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The places that a campaign or a hub can be for: nations, NHS regions, integrated care
 * boards, health boards. A place lies within its region, and that within its nation.
 */
@Component
public class Places {

    /** Code to the code of the place it lies in, empty for a nation. */
    private final Map<String, String> parents = new HashMap<>();

    Places() throws IOException {
        try (var lines = new BufferedReader(
                new InputStreamReader(new ClassPathResource("places.csv").getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().skip(1).filter(line -> !line.isBlank()).forEach(line -> {
                // Names may have commas; the first column and the last have none.
                parents.put(line.substring(0, line.indexOf(',')), line.substring(line.lastIndexOf(',') + 1));
            });
        }
        if (parents.isEmpty()) {
            throw new IllegalStateException("no places in places.csv");
        }
    }

    /**
     * Whether there is a place of that code.
     * @param code a code
     * @return whether it is known
     */
    public boolean contains(String code) {
        return parents.containsKey(code);
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
        for (var at = code; at != null && !at.isEmpty(); at = parents.get(at)) {
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
        return parents.keySet().stream().filter(each -> isWithin(each, code)).sorted().toList();
    }

}
