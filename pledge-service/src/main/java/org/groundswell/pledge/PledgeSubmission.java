package org.groundswell.pledge;

import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a pledger sent.
 *
 * @param text the promise in own words, at most 500 characters; null: the campaign's
 * standard pledge
 * @param displayName the name to show, at most 80 characters; null: none
 * @param anonymous whether to show no name
 * @param email where to reach the pledger; null: nowhere
 * @param updates whether the pledger wants to hear how the campaign goes on
 * @param place a place code; null: not given
 * @param role one of the campaign's roles; null: not given
 * @param theme one of the campaign's themes; null: not given
 * @param people how many stand behind it, 1 to 10,000
 * @param channel where it was made
 * @param invitedBy the id of the pledge that led here; null: none
 */
public record PledgeSubmission(@Nullable String text, @Nullable String displayName, boolean anonymous,
        @Nullable String email, boolean updates, @Nullable String place, @Nullable String role, @Nullable String theme,
        int people, Channel channel, @Nullable String invitedBy) {

    /**
     * Everything that was sent, in one text that differs whenever something differs.
     * Fields that were not given are left out, so that a field added to this record does
     * not change what earlier requests looked like.
     * @return the text
     */
    String canonical() {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("text", text);
        fields.put("displayName", displayName);
        fields.put("anonymous", anonymous ? true : null);
        fields.put("email", email);
        fields.put("updates", updates ? true : null);
        fields.put("place", place);
        fields.put("role", role);
        fields.put("theme", theme);
        fields.put("people", people);
        fields.put("channel", channel);
        fields.put("invitedBy", invitedBy);
        // Control characters are refused in every field, so these cannot be forged.
        return fields.entrySet()
            .stream()
            .filter(field -> field.getValue() != null)
            .map(field -> field.getKey() + '\u0001' + field.getValue())
            .collect(Collectors.joining("\u0002"));
    }

}
