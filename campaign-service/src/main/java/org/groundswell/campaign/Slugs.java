package org.groundswell.campaign;

import java.text.Normalizer;
import java.util.Locale;

/** How a title becomes a name for addresses. */
final class Slugs {

    static final int MAX_LENGTH = 80;

    private Slugs() {
    }

    /**
     * Lower-case ASCII letters and digits, words joined by one hyphen; "campaign" where
     * the title has neither.
     */
    static String of(String title) {
        var plain = Normalizer.normalize(title, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .replaceAll("['’]", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
        var cut = plain.substring(0, Math.min(plain.length(), MAX_LENGTH - 8)).replaceAll("^-+|-+$", "");
        return cut.isEmpty() ? "campaign" : cut;
    }

}
