package org.groundswell.campaign.signin;

import java.time.Instant;

/**
 * A token that proves who is asking.
 *
 * @param value a signed JWT
 * @param expiresAt until when it is good
 */
public record AccessToken(String value, Instant expiresAt) {
}
