package org.groundswell.pledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What could be somebody's data is held, and ordinary sentences are not. */
class ScreeningTests {

    private final Screening screening = new Screening();

    @ParameterizedTest
    @ValueSource(strings = { "9434765919", "943 476 5919", "943-476-5919", "943.476.5919", "943/476/5919",
            "(943) 476 5919", "943) 476 (5919", "943_476_5919", "943, 476, 5919", "943:476:5919", "943 - 476 - 5919",
            "943 \u2013 476 \u2014 5919", "943\u2212476\u22125919", "943\u2011476\u20115919", "943\u30FC476\u30FC5919",
            "943\u00A0476\u202F5919", "943\u200B476\u200B5919", "943\u2060476\uFEFF5919", "943\u00AD476\u00AD5919",
            "9 4 3 4 7 6 5 9 1 9", "9.4.3.4.7.6.5.9.1.9", "9\n4\n3\n4\n7\n6\n5\n9\n1\n9", "94 34 76 59 19",
            "94347 65919", "943   476      5919", "nhs:9434765919x", "NHS9434765919", "patient9434765919ward",
            "x9434765919", "NHS No. 943 476 5919, ward 7", "1. 943 476 5919", "12 9434765919", "9434765919 12",
            "9434765870 9434765919", "94347658709434765919", "0009434765919", "999 9434765919 111",
            "\uFF19\uFF14\uFF13\uFF14\uFF17\uFF16\uFF15\uFF19\uFF11\uFF19",
            "\u0669\u0664\u0663\u0664\u0667\u0666\u0665\u0669\u0661\u0669",
            "\u06F9\u06F4\u06F3 \u06F4\u06F7\u06F6 \u06F5\u06F9\u06F1\u06F9",
            "\u096F\u096A\u0969\u096A\u096D\u096C\u096B\u096F\u0967\u096F",
            "\u09EF\u09EA\u09E9 \u09EA\u09ED\u09EC \u09EB\u09EF\u09E7\u09EF",
            "\u2468\u2463\u2462 \u2463\u2466\u2465 \u2464\u2468\u2460\u2468",
            "\u277E\u2779\u2778\u2779\u277C\u277B\u277A\u277E\u2776\u277E",
            "9\uFE0F\u20E34\uFE0F\u20E33\uFE0F\u20E34\uFE0F\u20E37\uFE0F\u20E36\uFE0F\u20E35\uFE0F\u20E39\uFE0F\u20E31\uFE0F\u20E39\uFE0F\u20E3",
            "9\u03363\u0336 9\u03364\u03363\u03364\u03367\u03366\u03365\u03369\u03361\u03369\u0336",
            "\u2079\u2074\u00B3\u2084\u2087\u2086\u2085\u2089\u2081\u2089", "\uD835\uDFD74\uD835\uDFD14765919",
            "943\u31644765919", "943\u20284765919", "943\uD83D\uDE4F476\uD83D\uDE4F5919", "943\uD8004765919",
            "\u202E9434765919\u202C", "DOB 12/05/1956 943 476 5919", "12/05/1956/943/476/5919", "9434765919 10:30",
            "2026-2027: 943 476 5919", "Ward 12, 943 476 5919, 10:30" })
    void anNhsNumberIsHeldHoweverItIsWritten(String text) {
        assertThat(reasons(text)).contains(HoldReason.NHS_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = { "9434765918", "943 476 5910", "123 456 7890", "9876543211", "943 476 591",
            "943 476 and 5919", "94347x65919" })
    void whatFailsTheCheckIsNoNhsNumber(String text) {
        assertThat(reasons(text)).isEmpty();
    }

    /** Whose remainder leaves 10, which is no digit, and whose leaves 11, which is 0. */
    @Test
    void theCheckDigitIsThatOfTheDataDictionary() {
        assertThat(reasons("4010232137")).contains(HoldReason.NHS_NUMBER);
        assertThat(reasons("9434765870")).contains(HoldReason.NHS_NUMBER);
        for (int last = 0; last < 10; last++) {
            assertThat(reasons("300000002" + last)).doesNotContain(HoldReason.NHS_NUMBER);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "07700900123", "07700 900123", "07700 900 123", "0770 0900 123", "(07700) 900123",
            "07700-900-123", "07700.900.123", "07700/900123", "0113 496 0000", "(0113) 496 0000", "01204 52126",
            "020 7946 0000", "0800 1111 11", "0300 123 1234", "tel:07700900123", "ring 07700900123.", "call07700900123",
            "07700900123/4", "077009001234", "+447700900123", "+44 7700 900123", "+44 (0)7700 900123",
            "(+44) 7700 900123", "+ 44 7700 900123", "0044 7700 900123", "00447700900123", "44 7700 900123",
            "+353 1 234 5678", "+33123456789", "0033 1 23 45 67 89", "+1 (202) 555-0123", "+49 30 1234 5678 90",
            "+354 555 1234", "\uFF0B\uFF14\uFF14 7700 900123", "\uFF10\uFF17\uFF17\uFF10\uFF10 900123",
            "\u0660\u0667\u0667\u0660\u0660\u0669\u0660\u0660\u0661\u0662\u0663", "0\uFE0F\u20E3 7700 900123",
            "0 7 7 0 0 9 0 0 1 2 3", "07700\u200B900123", "07700\u00A0900\u2013123", "10:30 07700 900123",
            "07700 900123 10:30", "on 12/05/2026, 07700 900123", "07700 900123 or 07700 900124", "3 07700900123" })
    void aPhoneNumberIsHeldHoweverItIsWritten(String text) {
        assertThat(reasons(text)).contains(HoldReason.PHONE_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = { "someone@example.org", "some.body+tag@mail.example.org", "SOMEONE@EXAMPLE.ORG", "a@b.uk",
            "someone@nhs.net", "write to someone@example.org.", "<someone@example.org>", "mailto:someone@example.org",
            "someone\uFF20example.org", "someone\uFE6Bexample.org", "someone@example\uFF0Eorg",
            "s\u200Bomeone@\u200Bexample.org", "someone @ example.org", "someone@ example.org", "someone @example.org",
            "someone [at] example.org", "someone(at)example.org", "someone (AT) example.org",
            "someone {at} example.org", "someone<at>example.org", "someone [at] example [dot] org",
            "someone(at)example(dot)org", "someone@example[.]org", "someone @ example . org", "someone (@) example.org",
            "\"some one\"@example.org", "someone.@example.org", "someone+@example.org", "@example.org", "someone@gmail",
            "someone@163.com", "zo\u00EB@example.org", "someone@m\u00FCnchen.de",
            "\u5F20\u4E09@\u4F8B\u5B50.\u4E2D\u56FD", "someone@xn--mnchen-3ya.de", "someone@example.org/path",
            "someone@example.hospital", "a@b@c.com" })
    void anEmailAddressIsHeldHoweverItIsDisguised(String text) {
        assertThat(reasons(text)).containsExactly(HoldReason.EMAIL_ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://example.org", "https://example.org/a?b=c", "HTTPS://EXAMPLE.ORG", "ftp://x",
            "hxxp://example.org", "www.example.org", "WWW.EXAMPLE", "see www.something.", "example.org", "example.org.",
            "example.org/path", "example.org, thanks", "(example.org)", "Example.Org", "www.nhs.uk", "nhs.uk",
            "111.nhs.uk", "england.nhs.uk/x", "changeday.org.uk", "something.co.uk", "bit.ly/abc", "youtu.be/abc",
            "t.me/abc", "t.co/abc", "x.com", "a.b.c.example.net", "tinyurl.com/abc", "my-site.info", "my_site.info",
            "example.xyz", "our.hospital", "example\uFF0Eorg", "example\u3002org", "exa\u200Bmple.org",
            "exam\u00ADple.org", "example [dot] org", "example(dot)org", "example[.]org", "example . org",
            "m\u00FCnchen.de", "пример.рф", "例え.コム", "例子.中国", "उदाहरण.भारत", "مثال.السعودية", "xn--e1afmkfd.xn--p1ai",
            "看example.org网站", "example.org-wide", "visit...example.org", "example.org:8080",
            "\uD835\uDC1E\uD835\uDC31.\uD835\uDC28\uD835\uDC2B\uD835\uDC20", "listen.today", "example.org@10am" })
    void aLinkIsHeldHoweverItIsWritten(String text) {
        assertThat(reasons(text)).containsExactly(HoldReason.LINK);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "I will introduce myself by name to everyone I care for",
            "I will call 3 patients by 10:30", "in 2026-2027", "in 2026/27", "2024/25, 2025/26", "999", "111",
            "Dial 999 or 111.", "wash hands 20 times, 7 days a week", "1,000 steps",
            "10,000 steps a day, 7 days a week", "\u00A31,250", "\u00A31,000,000", "ward 12.4",
            "wards 1, 2, 3, 4, 5 and 6", "Ward 7", "24/7", "9-5", "50/50", "on 13 March 2026 at 10:30",
            "on 13/03/2026 at 10:30", "13/03/2026 10:30-11:30", "2026-03-13 10:30", "01/03/2026 - 30/04/2026",
            "01.03.2026 \u2013 30.04.2026", "09:00-17:00", "09:30 - 10:30, 11:30 - 12:30", "from 8.30 to 10.30",
            "100% of 25 patients", "BP 120/80, pulse 72", "37.5\u00B0C", "5 a day", "2+2=4", "C++ and +1 from me",
            "COVID-19", "Step 1: listen. Step 2: act. Step 3: tell 10 others.", "1. Listen\n2. Learn\n3. Act",
            "e.g. tea, i.e. a drink", "e.g.tea", "p.m. and a.m.", "at 10.am", "etc.", "I will listen.And I will act.",
            "I will listen.It matters", "Be kind.To all", "Listen.My promise", "B.Sc. and Ph.D.", "Dr.Smith", "St.Mary",
            "U.K. and U.S.A.", "No.1", "v1.2.3", "wait... what", "wait...What", "and/or", "he/she", "w/c 13 March",
            "thank you @ChangeDay", "@ChangeDay", ".@ChangeDay", "meet @ the ward", "coffee @ 10", "tea@10am",
            "look (at) this", "#ChangeDay #7daysofaction", "I will ask: what matters to you?",
            "\u201CHello, my name is\u2026\u201D", "I\u2019ll smile \uD83D\uDE42", "我会倾听。我会学习。", "سأستمع",
            "मैं सुनूँगा।", "5\uFE0F\u20E3 things", "\u00BD an hour", "x\u00B2", "7-day, 12-hour, 24-bed ward",
            "3 x 10 minutes, 4 x 15 minutes, 2 x 20 minutes, 1 x 30 minutes", "30 minutes, 3 times", "A&E",
            "Q1, Q2, Q3 and Q4 of 2026", "100 000 000", "net zero", "at org level", "dot com at home" })
    void ordinarySentencesAreNotHeld(String text) {
        assertThat(reasons(text)).isEmpty();
    }

    @Test
    void everyReasonIsGiven() {
        assertThat(reasons("NHS 943 476 5919, tel 07700 900123, a@b.org, example.org"))
            .containsExactly(HoldReason.NHS_NUMBER, HoldReason.PHONE_NUMBER, HoldReason.EMAIL_ADDRESS, HoldReason.LINK);
    }

    @Test
    void theNameIsLookedAtToo() {
        assertThat(screening.reasons("I will listen", "943 476 5919")).containsExactly(HoldReason.NHS_NUMBER);
        assertThat(screening.reasons("I will listen", "Ward 7")).isEmpty();
        assertThat(screening.reasons("I will listen", null)).isEmpty();
    }

    @Test
    void aNumberDoesNotBeginInTheTextAndEndInTheName() {
        assertThat(screening.reasons("Bay 943 476", "5919")).isEmpty();
        assertThat(screening.reasons("5919", "943 476")).isEmpty();
        assertThat(screening.reasons("someone@", "example")).isEmpty();
    }

    static Stream<Arguments> longTexts() {
        return Stream
            .of("1", "1 ", "1-", "0", "0 ", "+", "+1", "0+", "1:", "12:30", "12/", "12/05/", "1/1/2026", "2026-",
                    "2026/27", "20", "a", "a.", ".", "..a", "a.b", "a-", "-", "_.", "@", "a@", "@a", "a@a.", " @", "@ ",
                    "(at)", "( at", "[", "[ ", "(dot)", "( dot )", " . ", "a . ", " .", "   ", "www.", "://", "a://",
                    "xn--", "xn--.", "\u200B", "\u0301", "e\u0301", "\uFDFA", "\u3002", "\u20E3", "\uD83D", "\uDE00",
                    "\uD83D\uDE42", "\u0661 ", "\u277E", "943476591", "9434765919", "com.", "it.It", "((((", "\n")
            .map(piece -> arguments(piece));
    }

    /** A quadratic search would take minutes for these. */
    @ParameterizedTest
    @MethodSource("longTexts")
    void anyTextIsLookedThroughInTime(String piece) {
        var text = piece.repeat(100_000 / piece.length());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            screening.reasons(text, text + "!");
            screening.reasons("a" + text + "@", "(" + text);
        });
    }

    @ParameterizedTest
    @EnumSource(HoldReason.class)
    void aReasonHasANameForTheOutside(HoldReason reason) {
        assertThat(reason.code()).matches("[a-z]+(-[a-z]+)*");
        assertThat(HoldReason.NHS_NUMBER.code()).isEqualTo("nhs-number");
    }

    private Set<HoldReason> reasons(String text) {
        return screening.reasons(text, null);
    }

}
