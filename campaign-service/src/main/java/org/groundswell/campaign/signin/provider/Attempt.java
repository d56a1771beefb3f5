package org.groundswell.campaign.signin.provider;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One browser's way to the provider and back. Everything that holds the two ends together
 * is derived from a secret that the browser keeps, so none of it is stored.
 *
 * @param secret 256 random bits in Base64url
 */
record Attempt(String secret) {

    /** Comes back with the browser: the answer belongs to this question. */
    State state() {
        return new State(derived("state"));
    }

    /** Comes back in the ID token: it was issued for this question. */
    Nonce nonce() {
        return new Nonce(derived("nonce"));
    }

    /** Shown when the code is exchanged: nobody else can use the code (RFC 7636). */
    CodeVerifier verifier() {
        return new CodeVerifier(derived("verifier"));
    }

    private String derived(String purpose) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal(purpose.getBytes(StandardCharsets.US_ASCII)));
        }
        catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

}
