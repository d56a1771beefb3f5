package org.groundswell.pledge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * What must not be readable or guessable: addresses are encrypted with AES-256 in GCM,
 * pledgers' secrets are derived from the pledge so that a repeated request is told the
 * same one, and are kept as a hash only. Each use has a key of its own. What is made here
 * is made with the current key; what was made with a former one is still understood.
 */
@Component
public class Secrets {

    private static final int SECRET_BYTES = 18;

    private static final int KEY_ID_BYTES = 4;

    private static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;

    private final List<Key> keys;

    private final SecureRandom random = new SecureRandom();

    Secrets(PledgeProperties properties) {
        this.keys = Stream.concat(Stream.of(properties.secretKey()), properties.formerSecretKeys().stream())
            .map(Key::of)
            .toList();
    }

    /**
     * The secret that lets a pledger withdraw a pledge.
     * @param pledgeId the pledge
     * @return 24 characters that are safe in addresses
     */
    public String pledgerSecret(String pledgeId) {
        return pledgerSecret(current(), pledgeId);
    }

    /**
     * The secret that this pledge's pledger was told, also when the key has changed
     * since.
     * @param pledge the pledge
     * @return the secret; one that does not fit when its key is not configured any more
     */
    public String pledgerSecretOf(Pledge pledge) {
        return firstThat(key -> isPledgerSecret(pledgerSecret(key, pledge.id()), pledge))
            .map(key -> pledgerSecret(key, pledge.id()))
            .orElseGet(() -> pledgerSecret(pledge.id()));
    }

    /**
     * Whether that is the pledge's secret. Takes the same time whatever is presented.
     * @param presented what the caller says it is
     * @param pledge the pledge
     * @return whether it is
     */
    boolean isPledgerSecret(String presented, Pledge pledge) {
        return MessageDigest.isEqual(hash(presented), pledge.secretHash());
    }

    /**
     * What is kept of a pledger's secret.
     * @param secret the secret
     * @return its SHA-256
     */
    public byte[] hash(String secret) {
        return sha256(secret);
    }

    /**
     * A digest by which the same content is known again, and that tells nothing to who
     * lacks the key.
     * @param content the content
     * @return 32 bytes
     */
    public byte[] fingerprint(String content) {
        return current().keyed("fingerprint", content);
    }

    /**
     * Whether the digest was made of that content.
     * @param fingerprint the digest
     * @param content the content
     * @return whether it was, under any key in use
     */
    public boolean isFingerprintOf(byte[] fingerprint, String content) {
        return firstThat(key -> MessageDigest.isEqual(fingerprint, key.keyed("fingerprint", content))).isPresent();
    }

    /**
     * What stands in the link that confirms a pledge. Kept nowhere: who has it was sent
     * it.
     * @param pledgeId the pledge
     * @return the id and 24 characters more, safe in addresses
     */
    public String confirmation(String pledgeId) {
        return pledgeId + confirmationProof(current(), pledgeId);
    }

    /**
     * Which pledge is confirmed.
     * @param token from the link
     * @return the pledge's id; empty when this is no such token
     */
    public Optional<String> confirmedBy(String token) {
        if (token.length() <= PledgeIds.LENGTH) {
            return Optional.empty();
        }
        var id = token.substring(0, PledgeIds.LENGTH);
        var proof = token.substring(PledgeIds.LENGTH).getBytes(StandardCharsets.UTF_8);
        return firstThat(
                key -> MessageDigest.isEqual(proof, confirmationProof(key, id).getBytes(StandardCharsets.UTF_8)))
            .map(key -> id);
    }

    /**
     * A digest by which an address is known again.
     * @param canonical the address in its canonical form
     * @return 32 bytes
     */
    public byte[] addressDigest(String canonical) {
        return current().keyed("address", canonical);
    }

    /**
     * The digests of an address under every key in use.
     * @param canonical the address in its canonical form
     * @return the current one first
     */
    public List<byte[]> addressDigests(String canonical) {
        return keys.stream().map(key -> key.keyed("address", canonical)).toList();
    }

    /**
     * Encrypts an address.
     * @param address the address
     * @return the key's id, nonce, cipher text and tag; another one each time
     */
    public byte[] encrypt(String address) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var encrypted = cipher(Cipher.ENCRYPT_MODE, current(), nonce)
                .doFinal(address.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(KEY_ID_BYTES + NONCE_BYTES + encrypted.length)
                .put(current().id)
                .put(nonce)
                .put(encrypted)
                .array();
        }
        catch (GeneralSecurityException thrown) {
            throw new IllegalStateException("an address could not be encrypted", thrown);
        }
    }

    /**
     * Decrypts an address.
     * @param encrypted what {@link #encrypt} made
     * @return the address; empty when its key is not configured any more
     * @throws IllegalStateException when it was tampered with
     */
    public Optional<String> decrypt(byte[] encrypted) {
        var buffer = ByteBuffer.wrap(encrypted);
        var keyId = new byte[KEY_ID_BYTES];
        var nonce = new byte[NONCE_BYTES];
        buffer.get(keyId).get(nonce);
        var rest = new byte[buffer.remaining()];
        buffer.get(rest);
        return firstThat(key -> Arrays.equals(key.id, keyId)).map(key -> {
            try {
                return new String(cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(rest), StandardCharsets.UTF_8);
            }
            catch (GeneralSecurityException thrown) {
                throw new IllegalStateException("an address could not be decrypted", thrown);
            }
        });
    }

    /**
     * By what an address that is encrypted with the current key is known.
     * @return its first bytes
     */
    public byte[] currentKeyId() {
        return current().id.clone();
    }

    /**
     * SHA-256 of a text.
     * @param text the text
     * @return 32 bytes
     */
    static byte[] sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        }
        catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String pledgerSecret(Key key, String pledgeId) {
        return text(key.keyed("pledger-secret", pledgeId));
    }

    private static String confirmationProof(Key key, String pledgeId) {
        return text(key.keyed("confirmation", pledgeId));
    }

    private static String text(byte[] digest) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, SECRET_BYTES));
    }

    private static Cipher cipher(int mode, Key key, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.address, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private Key current() {
        return keys.getFirst();
    }

    private Optional<Key> firstThat(Predicate<Key> fits) {
        return keys.stream().filter(fits).findFirst();
    }

    /** A configured key, and what is derived from it. */
    private static final class Key {

        private final SecretKeySpec root;

        private final SecretKeySpec address;

        private final byte[] id;

        private Key(SecretKeySpec root) {
            this.root = root;
            this.address = new SecretKeySpec(keyed("address-encryption", ""), "AES");
            this.id = Arrays.copyOf(keyed("key-id", ""), KEY_ID_BYTES);
        }

        static Key of(String base64) {
            return new Key(new SecretKeySpec(Base64.getDecoder().decode(base64), "HmacSHA256"));
        }

        byte[] keyed(String use, String content) {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(root);
                mac.update(use.getBytes(StandardCharsets.UTF_8));
                mac.update((byte) 0);
                return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
            }
            catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

    }

}
