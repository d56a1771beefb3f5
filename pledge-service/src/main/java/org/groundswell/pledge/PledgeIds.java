package org.groundswell.pledge;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes pledge ids: 26 characters of {@code a-z} and {@code 0-9}, 128 bits. */
final class PledgeIds {

    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    private static final int BYTES = 16;

    static final int LENGTH = 26;

    private final SecureRandom random = new SecureRandom();

    /**
     * The id of a pledge. With a key it is the same for the same campaign and key, which
     * is how a retry meets its own first attempt.
     */
    String of(String campaignId, @Nullable String idempotencyKey) {
        if (idempotencyKey == null) {
            var bytes = new byte[BYTES];
            random.nextBytes(bytes);
            return encode(bytes);
        }
        return ofKey(campaignId, idempotencyKey);
    }

    /**
     * The id of a pledge in a batch. Its key may be easy to guess, as the number of a
     * sheet is; no Idempotency-Key meets it, which could not have a NUL.
     */
    String ofLine(String campaignId, String key) {
        return ofKey(campaignId, "batch\0" + key);
    }

    private static String ofKey(String campaignId, String key) {
        return encode(Arrays.copyOf(Secrets.sha256(campaignId + '\0' + key), BYTES));
    }

    private static String encode(byte[] bytes) {
        var rest = new BigInteger(1, bytes);
        var base = BigInteger.valueOf(ALPHABET.length);
        var id = new char[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            var parts = rest.divideAndRemainder(base);
            id[i] = ALPHABET[parts[1].intValue()];
            rest = parts[0];
        }
        return new String(id);
    }

}
