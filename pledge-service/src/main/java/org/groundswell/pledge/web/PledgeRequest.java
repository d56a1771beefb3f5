package org.groundswell.pledge.web;

import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import java.util.Objects;
import org.groundswell.pledge.Channel;
import org.groundswell.pledge.PledgeSubmission;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** A pledge as it is sent. */
record PledgeRequest(
        @Nullable @AtMostCharacters(500) @Pattern(regexp = PLAIN, message = NO_CONTROLS) @Pattern(regexp = NOT_BLANK,
                message = BLANK) String text,
        @Nullable @AtMostCharacters(80) @Pattern(regexp = PLAIN, message = NO_CONTROLS) @Pattern(regexp = NOT_BLANK,
                message = BLANK) @Pattern(regexp = "(?s)[^=+\\-@].*",
                        message = "must not start with = + - or @") @Pattern(regexp = NO_LINK,
                                message = "must not be a link") String displayName,
        @Nullable Boolean anonymous, @Nullable @AtMostCharacters(254) @EmailAddressForm String email,
        @Nullable Boolean updates, @Nullable @AtMostCharacters(40) String place,
        @Nullable @AtMostCharacters(40) String role, @Nullable @AtMostCharacters(40) String theme,
        @Nullable @Range(min = 1, max = 10_000) Integer people,
        @Nullable @Pattern(regexp = "web|widget|api|event|paper",
                message = "must be one of: web, widget, api, event, paper") String channel,
        @Nullable @Pattern(regexp = "[\\x21-\\x7e]{1,128}",
                message = "must be 1 to 128 visible characters") String invitedBy) {

    /**
     * Neither control characters nor halves of characters, which cannot be given back as
     * typed.
     */
    private static final String PLAIN = "[^\\p{Cc}\\p{Cs}]*";

    private static final String NO_CONTROLS = "must not have control characters";

    /** Something to be seen; a line separator is no end of it. */
    private static final String NOT_BLANK = "(?sU).*\\S.*";

    private static final String BLANK = "must not be blank";

    /** Looks no further than a name may be long, which is checked beside it. */
    private static final String NO_LINK = "(?isu)(?!.*://)(?!(.*\\s)?www\\.\\S)"
            + "(?!\\S{1,80}\\.(com|org|net|info|biz|io|co|uk|eu|app|site|online|shop|xyz|link|ly|me|ru|cn|de|fr)(/\\S{0,80})?$).*";

    /** What an Idempotency-Key looks like. */
    static final String KEY = "[\\x21-\\x7e]{8,128}";

    static final String KEY_FORM = "must be 8 to 128 visible characters";

    /** A pledge sent by itself. */
    PledgeSubmission toSubmission() {
        return toSubmission(Channel.API);
    }

    PledgeSubmission toSubmission(Channel otherwise) {
        return new PledgeSubmission(text, displayName, Boolean.TRUE.equals(anonymous), email,
                Boolean.TRUE.equals(updates), place, role, theme, Objects.requireNonNullElse(people, 1),
                channel == null ? otherwise : Channel.valueOf(channel.toUpperCase(Locale.ROOT)), invitedBy);
    }

    /** Does not tell words, names and addresses to logs. */
    @Override
    public String toString() {
        return "PledgeRequest";
    }

}
