package org.groundswell.campaign;

import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** Makes what cannot be guessed. */
@Component
public class Secrets {

    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    /**
     * A new secret.
     * @return 43 characters of {@code A-Z}, {@code a-z}, {@code 0-9}, {@code _} and
     * {@code -}: 256 bits
     */
    public String next() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

}
