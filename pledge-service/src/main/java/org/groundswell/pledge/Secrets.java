package org.groundswell.pledge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * What must not be readable or guessable: addresses are encrypted with AES-256 in GCM,
 * pledgers' secrets are derived from the pledge so that a repeated request is told the
 * same one, and are kept as a hash only. Each use has a key of its own.
 */
@Component
public class Secrets {

    private static final int SECRET_BYTES = 18;

    private static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;

    private final SecretKeySpec root;

    private final SecretKeySpec addressKey;

    private final SecureRandom random = new SecureRandom();

    Secrets(PledgeProperties properties) {
        this.root = new SecretKeySpec(Base64.getDecoder().decode(properties.secretKey()), "HmacSHA256");
        this.addressKey = new SecretKeySpec(keyed("address-encryption", ""), "AES");
    }

    /**
     * The secret that lets a pledger withdraw a pledge.
     * @param pledgeId the pledge
     * @return 24 characters that are safe in addresses, always the same for the same
     * pledge
     */
    public String pledgerSecret(String pledgeId) {
        var secret = Arrays.copyOf(keyed("pledger-secret", pledgeId), SECRET_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
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
        return keyed("fingerprint", content);
    }

    /**
     * Encrypts an address.
     * @param address the address
     * @return nonce, cipher text and tag; another one each time
     */
    public byte[] encrypt(String address) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, addressKey, new GCMParameterSpec(TAG_BITS, nonce));
            var encrypted = cipher.doFinal(address.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(nonce.length + encrypted.length).put(nonce).put(encrypted).array();
        }
        catch (GeneralSecurityException thrown) {
            throw new IllegalStateException("an address could not be encrypted", thrown);
        }
    }

    /**
     * SHA-256 of a text.
     * @param text the text
     * @return 32 bytes
     */
    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        }
        catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] keyed(String use, String content) {
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
