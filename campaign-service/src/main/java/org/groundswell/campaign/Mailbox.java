package org.groundswell.campaign;

import java.util.regex.Pattern;

/** How addresses are compared. */
public final class Mailbox {

    /** "+petitions" in {@code ann+petitions@example.org}: a subaddress, RFC 5233. */
    private static final Pattern TAG = Pattern.compile("\\+[^@]*+(?=@[^@]*+$)");

    private Mailbox() {
    }

    /**
     * The mailbox that an address means: letters from A to Z are the same in either case.
     * Others are not, since some look like those in lower case and are somebody else's,
     * the Kelvin sign for instance.
     * @param address the address as typed
     * @return the same for all spellings of a mailbox
     */
    public static String of(String address) {
        var mailbox = new StringBuilder(address);
        for (int i = 0; i < mailbox.length(); i++) {
            var letter = mailbox.charAt(i);
            if (letter >= 'A' && letter <= 'Z') {
                mailbox.setCharAt(i, (char) (letter - 'A' + 'a'));
            }
        }
        return mailbox.toString();
    }

    /**
     * The mailbox that mails to an address end up in, where its provider knows tags; most
     * do. For limits alone: elsewhere it is another mailbox.
     * @param address the address as typed
     * @return the same for all tags of a mailbox
     */
    public static String withoutTag(String address) {
        return TAG.matcher(of(address)).replaceFirst("");
    }

}
