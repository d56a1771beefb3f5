package org.groundswell.analytics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The places that pledges are shown under, and which lies in which. Counting does not ask
 * here: it counts whatever code a pledge has, and a code that is not known is shown as it
 * is.
 */
@Component
public class Places {

    /** A country of the United Kingdom. */
    public static final String NATION = "nation";

    /** One of the regions of NHS England. */
    public static final String NHS_REGION = "nhs-region";

    private final Map<String, Place> places;

    /**
     * Reads the places.
     * @param properties says where they are
     * @throws IOException when they cannot be read
     * @throws IllegalStateException when they are not what they should be, such as one
     * that lies in an unknown one, or in itself
     */
    public Places(AnalyticsProperties properties) throws IOException {
        this.places = read(properties.places());
        places.values().forEach(this::checkParents);
    }

    /**
     * A place.
     * @param code its code
     * @return the place, if it is known
     */
    public Optional<Place> find(String code) {
        return Optional.ofNullable(places.get(code));
    }

    /**
     * All places.
     * @return in the order of their file
     */
    public Collection<Place> all() {
        return places.values();
    }

    /**
     * A place's name.
     * @param code its code
     * @return its name; the code itself where the place is not known
     */
    public String nameOf(String code) {
        return find(code).map(Place::name).orElse(code);
    }

    /**
     * Gathers the parts of a breakdown by place into larger ones. Each part goes into
     * exactly one, so both sum to the same. What is already larger than the level, is not
     * known, or was not given, stays as it is.
     * @param parts the parts by place
     * @param level how far to gather
     * @return the larger parts, in no particular order
     */
    public List<Tally.Part> gather(List<Tally.Part> parts, Level level) {
        var gathered = new LinkedHashMap<@Nullable String, Tally.Part>();
        for (var part : parts) {
            var code = part.code() == null ? null : topOf(part.code(), level);
            gathered.merge(code, new Tally.Part(code, part.pledges(), part.people()), (one,
                    other) -> new Tally.Part(code, one.pledges() + other.pledges(), one.people() + other.people()));
        }
        return List.copyOf(gathered.values());
    }

    private String topOf(String code, Level level) {
        var place = places.get(code);
        while (place != null && place.parent() != null && !level.isTopped(place)) {
            place = places.get(place.parent());
        }
        return place == null ? code : place.code();
    }

    private static Map<String, Place> read(Resource resource) throws IOException {
        var lines = Csv.read(resource.getContentAsString(StandardCharsets.UTF_8));
        var columns = lines.isEmpty() ? List.<String>of() : lines.getFirst();
        if (!columns.containsAll(List.of("code", "name"))) {
            throw new IllegalStateException("no columns code and name in " + resource);
        }
        var places = new LinkedHashMap<String, Place>();
        for (var line : lines.subList(1, lines.size())) {
            if (line.size() != columns.size()) {
                throw new IllegalStateException("a place with %d fields instead of %d in %s: %s".formatted(line.size(),
                        columns.size(), resource, line));
            }
            var place = new Line(columns, line).toPlace();
            if (place.code().isEmpty() || place.name().isEmpty() || places.put(place.code(), place) != null) {
                throw new IllegalStateException(
                        "a place without code or name, or the same code twice, in %s: %s".formatted(resource, line));
            }
        }
        return Collections.unmodifiableMap(places);
    }

    private void checkParents(Place place) {
        var way = new HashSet<String>();
        for (var at = place; at.parent() != null; at = places.get(at.parent())) {
            if (!way.add(at.code()) || !places.containsKey(at.parent())) {
                throw new IllegalStateException(
                        "place %s lies in %s, which is not known or lies in it".formatted(at.code(), at.parent()));
            }
        }
    }

    /**
     * A place.
     *
     * @param code what pledges name it by: an ODS code, or an ONS code
     * @param onsCode its code with the Office for National Statistics, if it has one
     * @param name what it is called
     * @param kind what it is: {@code nation}, {@code nhs-region}, {@code icb},
     * {@code health-board}
     * @param parent the code of the place that it lies in, if any
     */
    public record Place(String code, @Nullable String onsCode, String name, @Nullable String kind,
            @Nullable String parent) {
    }

    private record Line(List<String> columns, List<String> fields) {

        Place toPlace() {
            return new Place(field("code"), optional("ons_code"), field("name"), optional("kind"), optional("parent"));
        }

        private String field(String column) {
            int index = columns.indexOf(column);
            return index < 0 ? "" : fields.get(index).strip();
        }

        private @Nullable String optional(String column) {
            var field = field(column);
            return field.isEmpty() ? null : field;
        }

    }

}
