package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugsTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hello, my name is            | hello-my-name-is
            '  Two   spaces & a dash - ' | two-spaces-a-dash
            Don''t walk by               | dont-walk-by
            Don’t walk by                | dont-walk-by
            Café Dŵr é                   | cafe-dwr-e
            ﬁrst ½ №1                    | first-1-2-no1
            İstanbul                     | istanbul
            65,000 steps                 | 65-000-steps
            ڈاکٹر                        | campaign
            👩🏽‍⚕️                           | campaign
            ---                          | campaign
            """)
    void aTitleBecomesLowerCaseWordsWithHyphens(String title, String slug) {
        assertThat(Slugs.of(title)).isEqualTo(slug);
    }

    @Test
    void aLongTitleIsCutWithRoomForANumberAndWithoutAHyphenAtItsEnd() {
        var slug = Slugs.of("a".repeat(71) + " " + "b".repeat(78));
        assertThat(slug).isEqualTo("a".repeat(71));
        assertThat(Slugs.of("c".repeat(150))).hasSize(72);
    }

    @Test
    void whateverTheTitleItsSlugIsOneThatCouldHaveBeenAskedFor() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            var title = anyText(random);
            var slug = Slugs.of(title);
            assertThat(slug).as("title %d of seed %d: %s", i, seed, title)
                .matches("[a-z0-9]+(-[a-z0-9]+)*")
                .hasSizeLessThanOrEqualTo(Slugs.MAX_LENGTH - 8)
                .isEqualTo(Slugs.of(slug));
        }
    }

    /** Half of it letters, digits and marks of what people type, half of it anything. */
    private static String anyText(Random random) {
        var typed = "aZ09 -_.'’éŵßİıﬁ½ǅ\u0301\u200d\ud83d\udc69\n\t\ud800";
        var text = new StringBuilder();
        for (int i = random.nextInt(1, 150); i > 0; i--) {
            if (random.nextBoolean()) {
                text.append(typed.charAt(random.nextInt(typed.length())));
            }
            else {
                text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
            }
        }
        return text.toString();
    }

}
