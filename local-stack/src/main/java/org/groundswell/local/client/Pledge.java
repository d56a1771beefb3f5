package org.groundswell.local.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A pledge as it is sent.
 *
 * @param text the promise, null for the campaign's standard one
 * @param displayName the name on the wall, null for none
 * @param place a place's code
 * @param role one of the campaign's roles
 * @param theme one of the campaign's themes
 * @param people how many stand behind it, 1 to 10,000
 * @param channel {@code web}, {@code widget}, {@code api}, {@code event} or {@code paper}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Pledge(@Nullable String text, @Nullable String displayName, @Nullable String place, @Nullable String role,
        @Nullable String theme, int people, String channel) {
}
