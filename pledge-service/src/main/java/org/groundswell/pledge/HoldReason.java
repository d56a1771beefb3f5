package org.groundswell.pledge;

import java.util.Locale;

/** What somebody should look at before a pledge's words are shown to the public. */
public enum HoldReason {

    /** Ten digits that are an NHS number, or could be one. */
    NHS_NUMBER,
    /** A telephone number, or what could be one. */
    PHONE_NUMBER,
    /** An e-mail address, however it is disguised. */
    EMAIL_ADDRESS,
    /** A link, with or without a scheme. */
    LINK;

    /**
     * The reason's name outside this program.
     * @return in lower case with hyphens, such as {@code nhs-number}; never changes
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

}
