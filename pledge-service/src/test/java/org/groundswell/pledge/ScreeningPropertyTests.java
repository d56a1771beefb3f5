package org.groundswell.pledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

/** What holds of all numbers and sentences. */
class ScreeningPropertyTests {

    private static final List<String> SCRIPTS = List.of("0123456789",
            "\uFF10\uFF11\uFF12\uFF13\uFF14\uFF15\uFF16\uFF17\uFF18\uFF19",
            "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669",
            "\u06F0\u06F1\u06F2\u06F3\u06F4\u06F5\u06F6\u06F7\u06F8\u06F9",
            "\u0966\u0967\u0968\u0969\u096A\u096B\u096C\u096D\u096E\u096F",
            "\u09E6\u09E7\u09E8\u09E9\u09EA\u09EB\u09EC\u09ED\u09EE\u09EF",
            "\u0E50\u0E51\u0E52\u0E53\u0E54\u0E55\u0E56\u0E57\u0E58\u0E59",
            "\u24EA\u2460\u2461\u2462\u2463\u2464\u2465\u2466\u2467\u2468",
            "\u24FF\u2776\u2777\u2778\u2779\u277A\u277B\u277C\u277D\u277E",
            "\u2070\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078\u2079");

    /** Written after a digit: as a key, struck through. */
    private static final List<String> MARKS = List.of("", "", "\uFE0F\u20E3", "\u0336");

    private static final List<String> SEPARATORS = List.of(" ", "  ", "\t", "\n", "-", " - ", "\u2010", "\u2011",
            "\u2013", "\u2014", "\u2212", "\uFE63", "\uFF0D", "\u30FC", ".", ". ", "\u00B7", "\u2022", "/", " / ", "\\",
            "(", ")", ") (", "[", "]", "_", ",", ", ", ";", "|", "'", "*", "\u00A0", "\u2009", "\u202F", "\u3000",
            "\u2028", "\uD83D\uDE42");

    private static final List<String> INVISIBLE = List.of("", "\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF",
            "\u00AD", "\u200E", "\u202C", "\u034F", "\u180E", "\u3164", "\u115F");

    private static final List<List<Integer>> GROUPINGS = List.of(List.of(10), List.of(3, 3, 4), List.of(5, 5),
            List.of(4, 3, 3), List.of(2, 2, 2, 2, 2), List.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1));

    private final Screening screening = new Screening();

    @Property
    void everyNhsNumberIsHeldHoweverItIsWritten(@ForAll("nhsNumbers") String number, @ForAll("styles") Style style,
            @ForAll("words") String before, @ForAll("words") String after) {
        assertThat(screening.reasons(before + style.write(number) + after, null)).contains(HoldReason.NHS_NUMBER);
    }

    @Property
    void tenDigitsThatFailTheCheckAreNoNhsNumber(@ForAll @NumericChars @StringLength(10) String digits,
            @ForAll("styles") Style style, @ForAll("words") String before, @ForAll("words") String after) {
        if (digits.equals(withCheckDigit(digits.substring(0, 9)))) {
            return;
        }
        assertThat(screening.reasons(before + style.write(digits) + after, null)).doesNotContain(HoldReason.NHS_NUMBER);
    }

    @Property
    void everyBritishPhoneNumberIsHeld(@ForAll @NumericChars @StringLength(min = 9, max = 10) String rest,
            @ForAll("styles") Style style, @ForAll("prefixes") String prefix, @ForAll("words") String before) {
        var number = style.write("1" + rest.substring(1));
        assertThat(screening.reasons(before + prefix + number, null)).contains(HoldReason.PHONE_NUMBER);
    }

    @Property
    void aSentenceWithoutDigitsDotsAndSlashesIsNeverHeld(@ForAll("sentences") String sentence,
            @ForAll("sentences") String name) {
        assertThat(screening.reasons(sentence, name)).isEmpty();
    }

    @Property
    void anyTextIsLookedThrough(@ForAll String text, @ForAll String name) {
        assertThat(screening.reasons(text, name)).isNotNull();
    }

    @Provide
    Arbitrary<String> nhsNumbers() {
        return Arbitraries.strings()
            .numeric()
            .ofLength(9)
            .map(ScreeningPropertyTests::withCheckDigit)
            .filter(number -> number.length() == 10);
    }

    @Provide
    Arbitrary<Style> styles() {
        var oneSeparator = Arbitraries.of(SEPARATORS).map(List::of);
        var manySeparators = Arbitraries.of(SEPARATORS).list().ofSize(10);
        var invisible = Arbitraries.of(INVISIBLE).list().ofSize(10);
        return Combinators
            .combine(Arbitraries.of(SCRIPTS), Arbitraries.of(MARKS), Arbitraries.of(GROUPINGS),
                    Arbitraries.oneOf(oneSeparator, manySeparators, invisible))
            .as(Style::new);
    }

    @Provide
    Arbitrary<String> prefixes() {
        return Arbitraries.of("0", "0 ", "(0) ", "+44", "+44 (0)", "+44 ", "0044", "00 44 ", "\uFF0B44");
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of("", "nhs:", "NHS No. ", "patient", "x", " ", "(", "#", "№ ", "病人", "मरीज़ ", "ward\n",
                ", the ");
    }

    @Provide
    Arbitrary<String> sentences() {
        var word = Arbitraries.oneOf(Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(12),
                Arbitraries.of("it", "at", "dot", "com", "org", "www", "http", "me", "so", "care", "uk", "Zoë", "один",
                        "χαίρε", "سأستمع", "सुनूँगा", "我会倾听", "聞きます", "ฟัง", "🙂", "👩🏽‍⚕️"));
        var between = Arbitraries.of(" ", ", ", "; ", ": ", "-", " – ", "—", "! ", "? ", "' ", "’", "\n", " & ", " \"",
                "\" ", " + ", " #", "%", "£", " * ", " = ", "_");
        return Combinators.combine(word, between)
            .as((a, b) -> a + b)
            .list()
            .ofMaxSize(40)
            .map(parts -> String.join("", parts));
    }

    /**
     * The weights of the NHS Data Dictionary; without a tenth digit where there is none.
     */
    private static String withCheckDigit(String nine) {
        var sum = 0;
        for (int weight = 10; weight >= 2; weight--) {
            sum += weight * Character.digit(nine.charAt(10 - weight), 10);
        }
        var check = 11 - sum % 11;
        return check == 10 ? nine : nine + (check == 11 ? 0 : check);
    }

    /** A way to write a number. */
    record Style(String script, String mark, List<Integer> groups, List<String> separators) {

        String write(String digits) {
            var written = new StringBuilder();
            var next = 0;
            var gap = 0;
            for (var group : groups) {
                if (next > 0) {
                    written.append(separators.get(gap++ % separators.size()));
                }
                for (int i = 0; i < group && next < digits.length(); i++) {
                    written.append(script.charAt(digits.charAt(next++) - '0')).append(mark);
                }
            }
            return written.toString();
        }

    }

}
