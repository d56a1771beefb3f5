package org.groundswell.campaign;

/** How addresses are compared. */
public final class Mailbox {

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

}
