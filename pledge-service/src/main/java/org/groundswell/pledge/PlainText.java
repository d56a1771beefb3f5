package org.groundswell.pledge;

import java.text.Normalizer;

/**
 * Writes a text so that what looks alike is alike: digits of every script, in circles or
 * on keys, as {@code 0} to {@code 9}, other compatible characters (full-width,
 * superscript…) by NFKC, and nothing that is invisible or only marks another character.
 * For looking at, never for showing.
 */
final class PlainText {

    /** Letters by their class, and nothing to the eye: the fillers of Hangul, by NFKC. */
    private static final String FILLERS = "\u115F\u1160";

    private PlainText() {
    }

    static String of(String written) {
        var compatible = Normalizer.normalize(written, Normalizer.Form.NFKC);
        var plain = new StringBuilder(compatible.length());
        compatible.codePoints().forEach(character -> append(plain, character));
        return plain.toString();
    }

    private static void append(StringBuilder plain, int character) {
        var digit = Character.digit(character, 10);
        if (digit >= 0) {
            plain.append(digit);
            return;
        }
        switch (Character.getType(character)) {
            case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> {
            }
            case Character.OTHER_NUMBER -> appendNumber(plain, character);
            default -> {
                if (FILLERS.indexOf(character) < 0) {
                    plain.appendCodePoint(character);
                }
            }
        }
    }

    /** Such as a digit in a black circle, which NFKC leaves as it is. */
    private static void appendNumber(StringBuilder plain, int character) {
        var value = Character.getNumericValue(character);
        if (value >= 0) {
            plain.append(value);
        }
        else {
            plain.appendCodePoint(character);
        }
    }

}
