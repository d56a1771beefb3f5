package org.groundswell.pledge;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds in a pledge's words what nobody may see before a person has looked at it, so that
 * no patient's data gets onto a public wall unseen. It is meant to err: what could be a
 * number or an address is held, since a person lets it through soon, while what was shown
 * once cannot be taken back.
 */
final class Screening {

    /**
     * Why a pledge's words should be held. The text and the name are looked at apart from
     * each other: a number does not begin in one and end in the other.
     * @param text the pledge
     * @param displayName who made it; null: not said
     * @return the reasons in the order of their declaration; empty: none
     */
    Set<HoldReason> reasons(String text, @Nullable String displayName) {
        var reasons = EnumSet.noneOf(HoldReason.class);
        addReasons(text, reasons);
        if (displayName != null) {
            addReasons(displayName, reasons);
        }
        return Collections.unmodifiableSet(reasons);
    }

    private static void addReasons(String written, Set<HoldReason> reasons) {
        var plain = PlainText.of(written);
        var numbers = WrittenNumbers.in(plain);
        if (numbers.anyIsAnNhsNumber()) {
            reasons.add(HoldReason.NHS_NUMBER);
        }
        if (numbers.anyIsAPhoneNumber()) {
            reasons.add(HoldReason.PHONE_NUMBER);
        }
        var addresses = WrittenAddresses.in(plain);
        if (addresses.email()) {
            reasons.add(HoldReason.EMAIL_ADDRESS);
        }
        if (addresses.link()) {
            reasons.add(HoldReason.LINK);
        }
    }

}
