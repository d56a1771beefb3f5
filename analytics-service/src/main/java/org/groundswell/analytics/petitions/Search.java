package org.groundswell.analytics.petitions;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the list of petitions: as lenient as the petitions site, which takes
 * what is not a number for the first page.
 *
 * @param state the list, as it was asked for; null: all
 * @param q words that must all occur; null: none
 * @param page which page, as it was asked for; null: the first
 * @param count how many a page, as it was asked for; null: 50
 */
record Search(@Nullable String state, @Nullable String q, @Nullable String page, @Nullable String count) {

    private static final int MOST_A_PAGE = 50;

    private static final int LAST_PAGE = 1_000_000;

    Search {
        state = orNull(state);
        q = orNull(q);
        page = orNull(page);
        count = orNull(count);
    }

    boolean isOfKnownState() {
        return state == null || Facet.named(state).isPresent();
    }

    Search inAllStates() {
        return new Search("all", q, page, count);
    }

    /**
     * The petitions that are asked for, on all pages.
     * @param petitions all petitions
     * @param now at which instant
     * @return those that fit, in the list's order
     */
    List<Counted> in(Stream<Counted> petitions, Instant now) {
        var facet = state == null ? Facet.ALL : Facet.named(state).orElse(Facet.ALL);
        var words = q == null ? List.<String>of() : List.of(q.toLowerCase(Locale.ROOT).split("\\s+"));
        return petitions.filter(counted -> facet.has(counted, now) && hasAll(counted.petition(), words))
            .sorted(facet.order())
            .toList();
    }

    /** Which page, from 1. */
    int pageNumber() {
        return number(page, 1, LAST_PAGE);
    }

    int pageSize() {
        return number(count, MOST_A_PAGE, MOST_A_PAGE);
    }

    /**
     * The query of another page of the same search, in the order in which the petitions
     * site writes it.
     * @param number the page, from 1; the first is not named
     * @return with the question mark; empty where there is nothing to say
     */
    String query(int number) {
        var parameters = new ArrayList<String>();
        add(parameters, "count", count);
        add(parameters, "page", number == 1 ? null : String.valueOf(number));
        add(parameters, "q", q);
        add(parameters, "state", state);
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }

    private static void add(List<String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static boolean hasAll(Petition petition, List<String> words) {
        var text = Stream.of(petition.title(), petition.summary(), petition.standardPledge())
            .filter(Objects::nonNull)
            .collect(Collectors.joining("\n"))
            .toLowerCase(Locale.ROOT);
        return words.stream().allMatch(text::contains);
    }

    private static int number(@Nullable String text, int otherwise, int most) {
        try {
            return text == null ? otherwise : Math.clamp(Long.parseLong(text), 1, most);
        }
        catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

}
