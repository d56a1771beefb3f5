package org.groundswell.campaign.signin;

import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A link that was mailed and not used yet.
 *
 * @param tokenHash SHA-256 of the link's token, in hexadecimal; the token itself is in
 * the mail only
 * @param email to whom it was sent
 * @param expiresAt until when it can be used
 */
@Document("signInLinks")
record SignInLink(@Id String tokenHash, String email, Instant expiresAt) {
}
