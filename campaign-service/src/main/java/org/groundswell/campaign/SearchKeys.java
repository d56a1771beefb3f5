package org.groundswell.campaign;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign is found by: its words without case and accents, so that every store
 * compares them alike.
 *
 * @param text title, summary, standard pledge, organisation and hashtag
 * @param organisation who runs it
 * @param hashtag its tag
 */
public record SearchKeys(String text, @Nullable String organisation, @Nullable String hashtag) {

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}");

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private static final int MOST_WORDS = 20;

    /**
     * The keys of a campaign.
     * @param plan what its organisers wrote
     * @return its keys
     */
    static SearchKeys of(Plan plan) {
        var text = Stream.of(plan.title(), plan.summary(), plan.standardPledge(), plan.organisation(), plan.hashtag())
            .filter(Objects::nonNull)
            .collect(Collectors.joining("\n"));
        return new SearchKeys(key(text), plan.organisation() == null ? null : key(plan.organisation()),
                plan.hashtag() == null ? null : key(plan.hashtag()));
    }

    /**
     * The words of a search, each of which must occur.
     * @param query as typed
     * @return at most 20 words
     */
    static List<String> words(String query) {
        return SPACES.splitAsStream(key(query)).filter(word -> !word.isEmpty()).limit(MOST_WORDS).toList();
    }

    /**
     * A text as it is compared.
     * @param text as typed
     * @return lower case, without accents, without space at the ends
     */
    static String key(String text) {
        var apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
        return ACCENTS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT).strip();
    }

}
