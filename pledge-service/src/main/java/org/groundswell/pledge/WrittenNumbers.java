package org.groundswell.pledge;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The numbers in a text: digits with anything between them that is not a letter, since
 * people write spaces, dashes, dots, slashes, brackets and more.
 */
final class WrittenNumbers {

    /**
     * Times, dates and pairs of years, which would often make a long number with what
     * stands beside them. They do not count where they could be part of one.
     */
    private static final Pattern DATES_AND_TIMES = Pattern.compile("""
            (?x)
              (?<![\\d:]) (?:[01]?\\d|2[0-3]) : [0-5]\\d (?![\\d:])
            | (?<!\\d[-/.]?) (?:0?[1-9]|[12]\\d|3[01]) ([-/.]) (?:0?[1-9]|1[0-2]) \\1 (?:19|20)\\d\\d (?![-/.]?\\d)
            | (?<!\\d[-/.]?) (?:19|20)\\d\\d - (?:0[1-9]|1[0-2]) - (?:0[1-9]|[12]\\d|3[01]) (?![-/.]?\\d)
            | (?<!\\d.?) (?:19|20)\\d\\d [-/\u2013] (?:(?:19|20)\\d\\d|\\d\\d) (?!.?\\d)
            """);

    private final List<Run> runs = new ArrayList<>();

    private WrittenNumbers() {
    }

    /**
     * Finds them.
     * @param text in plain characters
     */
    static WrittenNumbers in(String text) {
        var numbers = new WrittenNumbers();
        var run = new Run();
        var between = true;
        var plus = false;
        var apart = DATES_AND_TIMES.matcher(text).replaceAll("x");
        for (int i = 0; i < apart.length(); i = apart.offsetByCodePoints(i, 1)) {
            var character = apart.codePointAt(i);
            if (character >= '0' && character <= '9') {
                if (between) {
                    run.begin(plus);
                }
                run.digits.append((char) character);
                between = false;
                plus = false;
            }
            else if (isLetter(character)) {
                if (!run.groups.isEmpty()) {
                    numbers.runs.add(run);
                    run = new Run();
                }
                between = true;
                plus = false;
            }
            else {
                between = true;
                plus = plus || character == '+';
            }
        }
        numbers.runs.add(run);
        return numbers;
    }

    /** A modifier letter does not count: one of them is drawn as a dash. */
    private static boolean isLetter(int character) {
        return Character.isLetter(character) && Character.getType(character) != Character.MODIFIER_LETTER;
    }

    boolean anyIsAnNhsNumber() {
        return runs.stream().anyMatch(Run::hasNhsNumber);
    }

    boolean anyIsAPhoneNumber() {
        return runs.stream().anyMatch(Run::hasPhoneNumber);
    }

    /** Digits without a letter between them, in groups. */
    private static final class Run {

        private static final int NHS_DIGITS = 10;

        /** As in 01204 52126, with the zero. */
        private static final int LEAST_NATIONAL = 10;

        /**
         * By ITU-T E.164 there may be 15, and hardly any country has fewer than these.
         */
        private static final int LEAST_INTERNATIONAL = 8;

        private final StringBuilder digits = new StringBuilder();

        private final List<Group> groups = new ArrayList<>();

        void begin(boolean plus) {
            groups.add(new Group(digits.length(), plus));
        }

        boolean hasNhsNumber() {
            for (int start = 0; start + NHS_DIGITS <= digits.length(); start++) {
                if (isNhsNumber(start)) {
                    return true;
                }
            }
            return false;
        }

        /**
         * By Modulus 11, as the NHS Data Dictionary has it under NHS NUMBER: the first
         * nine digits are multiplied by 10 down to 2 and added up; the remainder of that
         * by 11, taken from 11, is the tenth digit, where 11 stands for 0 and 10 for no
         * NHS number.
         */
        private boolean isNhsNumber(int start) {
            var sum = 0;
            for (int i = 0; i < NHS_DIGITS - 1; i++) {
                sum += (digits.charAt(start + i) - '0') * (NHS_DIGITS - i);
            }
            var check = (11 - sum % 11) % 11;
            return digits.charAt(start + NHS_DIGITS - 1) - '0' == check;
        }

        boolean hasPhoneNumber() {
            var all = digits.toString();
            return groups.stream().anyMatch(group -> beginsPhoneNumber(all, group));
        }

        /**
         * What follows may belong to the number or not, so only the least length counts.
         */
        private static boolean beginsPhoneNumber(String digits, Group group) {
            var start = group.start();
            var length = digits.length() - start;
            if (group.plus()) {
                return length >= LEAST_INTERNATIONAL;
            }
            if (digits.startsWith("00", start)) {
                return length >= 2 + LEAST_INTERNATIONAL && digits.charAt(start + 2) != '0';
            }
            if (digits.startsWith("0", start)) {
                return length >= LEAST_NATIONAL;
            }
            // Britain's own code, with the plus forgotten.
            return digits.startsWith("44", start) && length >= 2 + LEAST_NATIONAL - 1;
        }

        private record Group(int start, boolean plus) {
        }

    }

}
