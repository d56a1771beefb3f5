package org.groundswell.campaign;

import java.security.SecureRandom;

/** Makes identities: 26 random characters of {@code a-z} and {@code 0-9}, 128 bits. */
public final class Ids {

    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    private static final int LENGTH = 26;

    private final SecureRandom random = new SecureRandom();

    /**
     * A new identity.
     * @return never the same twice
     */
    public String next() {
        var id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET[random.nextInt(ALPHABET.length)]);
        }
        return id.toString();
    }

}
