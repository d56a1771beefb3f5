package org.groundswell.gateway.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The places that a pledge can come from, grouped for choosing. */
@Component
class Places {

    /** Code, ONS code, name (quoted when it has commas), kind, parent. */
    private static final Pattern LINE = Pattern.compile("([^,]+),[^,]*,\"?(.+?)\"?,([^,]+),[^,]*");

    private final Map<String, List<Place>> groups = new LinkedHashMap<>();

    Places() {
        var kinds = new LinkedHashMap<String, List<Place>>();
        try {
            new ClassPathResource("site/places.csv").getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> kinds.computeIfAbsent(line.group(3), kind -> new ArrayList<>())
                    .add(new Place(line.group(1), line.group(2))));
        }
        catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        group(kinds, "nation", "Nations");
        group(kinds, "nhs-region", "England: regions");
        group(kinds, "icb", "England: integrated care boards");
        group(kinds, "health-board", "Wales: health boards");
        kinds.forEach(groups::put);
    }

    private void group(Map<String, List<Place>> kinds, String kind, String label) {
        var places = kinds.remove(kind);
        if (places != null) {
            groups.put(label, places);
        }
    }

    /** What a place is called; its code where there is none of that code. */
    String name(String code) {
        return groups.values()
            .stream()
            .flatMap(List::stream)
            .filter(place -> place.code().equals(code))
            .map(Place::name)
            .findFirst()
            .orElse(code);
    }

    Map<String, List<Place>> groups() {
        return groups;
    }

    record Place(String code, String name) {
    }

}
