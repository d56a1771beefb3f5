package org.groundswell.gateway.site;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pledge form as it was sent; everything as typed.
 *
 * @param words {@code standard} or {@code own}
 * @param text the pledge in own words
 * @param displayName the name to show
 * @param anonymous set when no name is to be shown
 * @param email the address to confirm the pledge with
 * @param place a place's code
 * @param role a role's code
 * @param theme a theme's code
 * @param people how many stand behind it
 * @param key what makes sending the form twice one pledge
 */
record PledgeForm(@Nullable String words, @Nullable String text, @Nullable String displayName,
        @Nullable Boolean anonymous, @Nullable String email, @Nullable String place, @Nullable String role,
        @Nullable String theme, @Nullable String people, @Nullable String key) {

    private static final int MOST_CHARACTERS = 500;

    private static final int LONGEST_NAME = 80;

    private static final int MOST_PEOPLE = 10_000;

    static PledgeForm empty(String key) {
        return new PledgeForm("standard", null, null, null, null, null, null, null, "1", key);
    }

    PledgeForm withKey(String newKey) {
        return new PledgeForm(words, text, displayName, anonymous, email, place, role, theme, people, newKey);
    }

    /** What is wrong with it, by field, in the order of the page. */
    Map<String, String> errors(Campaign campaign) {
        var errors = new LinkedHashMap<String, String>();
        if (ownWords(campaign)) {
            if (blank(text)) {
                errors.put("text", "Enter your pledge");
            }
            else if (length(text) > MOST_CHARACTERS) {
                errors.put("text", "Your pledge must be 500 characters or fewer");
            }
        }
        if (!isAnonymous() && length(displayName) > LONGEST_NAME) {
            errors.put("displayName", "The name must be 80 characters or fewer");
        }
        if (campaign.needsEmail() && blank(email)) {
            errors.put("email", "Enter your email address");
        }
        if (peopleCount() < 1 || peopleCount() > MOST_PEOPLE) {
            errors.put("people", "The number of people must be a whole number from 1 to 10,000");
        }
        return errors;
    }

    /** The same as pledge-service takes it; what was left open is left out. */
    Map<String, Object> toRequest(Campaign campaign) {
        var request = new LinkedHashMap<String, Object>();
        put(request, "text", ownWords(campaign) ? normalised(text) : null);
        put(request, "displayName", isAnonymous() ? null : displayName);
        request.put("anonymous", isAnonymous());
        put(request, "email", campaign.needsEmail() ? email : null);
        put(request, "place", place);
        put(request, "role", role);
        put(request, "theme", theme);
        request.put("people", peopleCount());
        request.put("channel", "web");
        return request;
    }

    boolean ownWords(Campaign campaign) {
        return "own".equals(words) || blank(campaign.standardPledge());
    }

    public boolean isAnonymous() {
        return Boolean.TRUE.equals(anonymous);
    }

    private int peopleCount() {
        var typed = people == null ? "" : people.strip().replace(",", "");
        if (typed.isEmpty()) {
            return 1;
        }
        return typed.matches("\\d{1,6}") ? Integer.parseInt(typed) : 0;
    }

    private static void put(Map<String, Object> request, String field, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            request.put(field, value.strip());
        }
    }

    private static int length(@Nullable String value) {
        var normal = normalised(value);
        return normal == null ? 0 : normal.codePointCount(0, normal.length());
    }

    /** A pledge is one line, however it was typed. */
    private static @Nullable String normalised(@Nullable String value) {
        return value == null ? null : value.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static boolean blank(@Nullable String value) {
        return value == null || value.isBlank();
    }

}
