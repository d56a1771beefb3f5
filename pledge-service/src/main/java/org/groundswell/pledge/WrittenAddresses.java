package org.groundswell.pledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which addresses are in a text.
 *
 * @param email an e-mail address
 * @param link a link, or the name of a host, that is not part of an e-mail address
 */
record WrittenAddresses(boolean email, boolean link) {

    /** {@code [at]}, {@code (dot)} and the like. */
    private static final Pattern AT = Pattern.compile("(?iu)[\\[({<]\\s{0,3}(?:at|@)\\s{0,3}[\\])}>]");

    private static final Pattern DOT = Pattern
        .compile("(?iu)\\s{0,3}[\\[({<]\\s{0,3}(?:dot|punkt|\\.)\\s{0,3}[\\])}>]\\s{0,3}");

    /** Nobody ends a sentence so. */
    private static final Pattern SPACED_DOT = Pattern
        .compile("(?<=[\\p{L}\\p{N}])\\s{1,3}\\.\\s{0,3}(?=[\\p{L}\\p{N}])");

    /** What may stand between the {@code @} and the host. */
    private static final String AROUND_AT = " \t\r\n\u00a0\"'<>()[]{}";

    /**
     * Finds them.
     * @param text in plain characters
     */
    static WrittenAddresses in(String text) {
        var undisguised = SPACED_DOT
            .matcher(DOT.matcher(AT.matcher(text.replace('\u3002', '.')).replaceAll(" @ ")).replaceAll("."))
            .replaceAll(".");
        var email = false;
        var host = false;
        var hostBeforeAt = false;
        for (var word : words(undisguised)) {
            var before = previousVisible(undisguised, word.start());
            if (before >= 0 && undisguised.charAt(before) == '@') {
                email |= word.isHost()
                        || isName(undisguised, before) && word.start() == before + 1 && word.beginsWithLetter();
            }
            else if (word.end() < undisguised.length() && undisguised.charAt(word.end()) == '@') {
                hostBeforeAt |= word.isHost();
            }
            else {
                host |= word.isHost();
            }
        }
        return new WrittenAddresses(email, host || hostBeforeAt && !email || undisguised.contains("://"));
    }

    /**
     * Whether a name ends right before the {@code @}. A mention stands apart: "thank you
     * @ChangeDay".
     */
    private static boolean isName(String text, int at) {
        return at > 0 && Word.isPart(text.codePointBefore(at));
    }

    private static int previousVisible(String text, int before) {
        var i = before - 1;
        while (i >= 0 && AROUND_AT.indexOf(text.charAt(i)) >= 0) {
            i--;
        }
        return i;
    }

    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        var start = -1;
        for (int i = 0; i <= text.length(); i += i == text.length() ? 1 : Character.charCount(text.codePointAt(i))) {
            var part = i < text.length() && (Word.isPart(text.codePointAt(i)) || text.charAt(i) == '.');
            if (part && start < 0) {
                start = i;
            }
            else if (!part && start >= 0) {
                words.add(Word.of(text, start, i));
                start = -1;
            }
        }
        return words;
    }

    /** A word, perhaps with dots in it. */
    private record Word(int start, int end, List<String> labels, boolean hasPath) {

        static Word of(String text, int start, int end) {
            return new Word(start, end, List.of(text.substring(start, end).split("\\.")),
                    end < text.length() && text.charAt(end) == '/');
        }

        static boolean isPart(int character) {
            return Character.isLetterOrDigit(character) || character == '-' || character == '_'
                    || Character.getType(character) == Character.COMBINING_SPACING_MARK;
        }

        boolean beginsWithLetter() {
            return !labels.isEmpty() && !labels.getFirst().isEmpty()
                    && Character.isLetter(labels.getFirst().codePointAt(0));
        }

        boolean isHost() {
            if (labels.size() > 1 && "www".equals(labels.getFirst().toLowerCase(Locale.ROOT))
                    && !labels.get(1).isEmpty()) {
                return true;
            }
            for (int i = 1; i < labels.size(); i++) {
                var path = hasPath && i == labels.size() - 1;
                if (isDomain(labels.get(i - 1), labels.get(i), path)) {
                    return true;
                }
            }
            return false;
        }

        /**
         * A word of a language that is also a top-level domain is one only where it does
         * not look like a sentence that began without a space, nor like "B.Sc" or
         * "10.am".
         */
        private static boolean isDomain(String name, String label, boolean path) {
            var top = endOfHost(label);
            if (name.isEmpty() || !TopLevelDomains.contains(top)) {
                return false;
            }
            return path || !TopLevelDomains.isCommonWord(top)
                    || !isCapitalised(top) && name.length() > 1 && name.codePoints().anyMatch(Character::isLetter);
        }

        /**
         * What follows without a space may be the sentence, as in scripts that have none.
         */
        private static String endOfHost(String label) {
            if (label.regionMatches(true, 0, "xn--", 0, "xn--".length())) {
                return label;
            }
            var end = 0;
            while (end < label.length() && isAsciiLetter(label.charAt(end))) {
                end++;
            }
            return end == 0 ? label : label.substring(0, end);
        }

        private static boolean isAsciiLetter(char character) {
            return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
        }

        private static boolean isCapitalised(String word) {
            return Character.isUpperCase(word.codePointAt(0))
                    && word.substring(1).equals(word.substring(1).toLowerCase(Locale.ROOT));
        }

    }

}
