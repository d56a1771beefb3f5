package org.groundswell.defaults.testing.openapi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an operation needs that no schema can tell: objects that exist, and somebody who
 * may.
 *
 * @param path makes the path's parameters, fresh for each call
 * @param authorization the header of that name; empty for none
 * @param members what members of the body must be; absent where the value is null
 * @param content a body that is no JSON, with its type in front; empty for none
 * @param status the status of a good call; 0 for any below 400
 */
public record Recipe(Supplier<Map<String, String>> path, String authorization, Map<String, @Nullable Object> members,
        List<String> content, int status) {

    /**
     * An operation without parameters in its path, for everybody.
     * @return the recipe
     */
    public static Recipe plain() {
        return with(Map::of);
    }

    /**
     * An operation on something, for everybody.
     * @param path makes the path's parameters
     * @return the recipe
     */
    public static Recipe with(Supplier<Map<String, String>> path) {
        return new Recipe(path, "", Map.of(), List.of(), 0);
    }

    /**
     * The same by somebody.
     * @param authorization the header
     * @return the recipe
     */
    public Recipe by(String authorization) {
        return new Recipe(path, authorization, members, content, status);
    }

    /**
     * The same with a member of the body that must be so.
     * @param name its name
     * @param value its value; null leaves it out
     * @return the recipe
     */
    public Recipe where(String name, @Nullable Object value) {
        var more = new HashMap<>(members);
        more.put(name, value);
        return new Recipe(path, authorization, more, content, status);
    }

    /**
     * The same with a body that is no JSON.
     * @param type its type
     * @param body what is sent
     * @return the recipe
     */
    public Recipe sending(String type, String body) {
        return new Recipe(path, authorization, members, List.of(type, body), status);
    }

    /**
     * The same, answered with a status.
     * @param expected the status of a good call
     * @return the recipe
     */
    public Recipe answered(int expected) {
        return new Recipe(path, authorization, members, content, expected);
    }

}
