package org.groundswell.pledge;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An e-mail address in a form for comparing only: two that reach the same mailbox, as far
 * as their provider says so, are equal. Mail goes to the address as it was typed.
 *
 * @param canonical the form to compare by; an address is given as somebody typed it
 */
public record EmailAddress(String canonical) {

    /** RFC 5321, section 4.5.3.1, and its erratum 1690. */
    private static final int MAX_LENGTH = 254;

    private static final Pattern INVISIBLE = Pattern.compile("[\\s\\p{Z}\\p{C}]");

    private static final Map<String, Provider> PROVIDERS = Map.ofEntries(
            // Gmail Help: "Dots don't matter in Gmail addresses"
            // (support.google.com/mail/answer/7436150); nor does what follows a plus, nor
            // which of the two domains it is.
            Map.entry("gmail.com", new Provider("gmail.com", ".")),
            Map.entry("googlemail.com", new Provider("gmail.com", ".")),
            // A name at me.com or mac.com is its owner's at icloud.com too
            // (support.apple.com/118230). Tags are delivered, though Apple's help does
            // not mention them.
            Map.entry("icloud.com", new Provider("icloud.com", "")),
            Map.entry("me.com", new Provider("icloud.com", "")), Map.entry("mac.com", new Provider("icloud.com", "")),
            // "Plus addressing", www.fastmail.help/hc/en-us/articles/360060591053.
            Map.entry("fastmail.com", new Provider("fastmail.com", "")),
            Map.entry("fastmail.fm", new Provider("fastmail.fm", "")),
            // Tags, and short addresses at pm.me:
            // proton.me/support/addresses-and-aliases.
            // Dots, hyphens and underscores are "transparent": "How to change your
            // username" at proton.me/support.
            Map.entry("proton.me", new Provider("proton.me", ".-_")),
            Map.entry("protonmail.com", new Provider("proton.me", ".-_")),
            Map.entry("protonmail.ch", new Provider("proton.me", ".-_")),
            Map.entry("pm.me", new Provider("proton.me", ".-_")));

    /**
     * Microsoft's for private persons: tags since 2013, as later in Exchange Online
     * ("Plus addressing" at learn.microsoft.com). A name belongs to one domain.
     */
    private static final Pattern MICROSOFT = Pattern
        .compile("(?:outlook|hotmail|live)(?:\\.[a-z]{2,3}){1,2}|msn\\.com");

    /**
     * Reads an address.
     * @param canonical the address as somebody typed it
     * @throws Invalid when it is none
     */
    public EmailAddress {
        canonical = canonicalFormOf(canonical);
    }

    private static String canonicalFormOf(String written) {
        var address = written.strip().toLowerCase(Locale.ROOT);
        var at = address.lastIndexOf('@');
        if (at < 1 || address.length() > MAX_LENGTH || INVISIBLE.matcher(address).find()) {
            throw new Invalid();
        }
        // Last, since what is left when a dot goes may compose.
        return Normalizer.normalize(mailbox(address.substring(0, at), domain(address.substring(at + 1))),
                Normalizer.Form.NFC);
    }

    /** As the domain name system has it, so that both ways to write it are one. */
    private static String domain(String written) {
        var host = written.endsWith(".") ? written.substring(0, written.length() - 1) : written;
        try {
            var ascii = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED | IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            if (ascii.isEmpty() || ascii.startsWith(".") || ascii.contains("..")) {
                throw new Invalid();
            }
            return ascii;
        }
        catch (IllegalArgumentException | IndexOutOfBoundsException notAHost) {
            throw new Invalid();
        }
    }

    private static String mailbox(String name, String domain) {
        var provider = PROVIDERS.get(domain);
        if (provider != null) {
            return provider.mailbox(name);
        }
        return (MICROSOFT.matcher(domain).matches() ? withoutTag(name) : name) + '@' + domain;
    }

    private static String withoutTag(String name) {
        var plus = name.indexOf('+');
        return plus > 0 ? name.substring(0, plus) : name;
    }

    /** Not the address, which is nobody's to read in a log. */
    @Override
    public String toString() {
        return "EmailAddress[…]";
    }

    /**
     * What a provider makes of a name.
     *
     * @param domain the one that stands for all of its domains
     * @param ignored the characters that make no difference
     */
    private record Provider(String domain, String ignored) {

        String mailbox(String name) {
            var untagged = withoutTag(name);
            var significant = untagged.chars()
                .filter(character -> ignored.indexOf(character) < 0)
                .collect(StringBuilder::new, (text, character) -> text.append((char) character), StringBuilder::append);
            return (significant.isEmpty() ? untagged : significant) + "@" + domain;
        }

    }

    /** What was given is not an e-mail address; it is not repeated here. */
    public static final class Invalid extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        Invalid() {
            super("not an e-mail address");
        }

    }

}
