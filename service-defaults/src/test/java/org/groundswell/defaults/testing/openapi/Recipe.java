package org.groundswell.defaults.testing.openapi;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an operation needs that no schema can tell: objects that exist, and somebody who
 * may.
 *
 * @param path makes the path's parameters, fresh for each call
 * @param headers what is sent with each good call
 * @param unasked parameters of the query that are never made up
 * @param members make what members of the body must be, fresh for each call; absent where
 * they make null
 * @param content a body that is no JSON, with its type in front; empty for none
 * @param unchecked the path's parameters for which any value will do
 * @param status the status of a good call; 0 for any below 400
 * @param isOffered whether this platform has the operation at all
 */
public record Recipe(Supplier<Map<String, String>> path, Map<String, String> headers, Set<String> unasked,
        Map<String, Supplier<? extends @Nullable Object>> members, List<String> content, Set<String> unchecked,
        int status, boolean isOffered) {

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
        return new Recipe(path, Map.of(), Set.of(), Map.of(), List.of(), Set.of(), 0, true);
    }

    /**
     * An operation without parameters in its path that this platform was not told to
     * have.
     * @return the recipe
     */
    public static Recipe notOffered() {
        return new Recipe(Map::of, Map.of(), Set.of(), Map.of(), List.of(), Set.of(), 404, false);
    }

    /**
     * The same by somebody.
     * @param authorization the header
     * @return the recipe
     */
    public Recipe by(String authorization) {
        return withHeader("Authorization", authorization);
    }

    /**
     * The same with a header.
     * @param name its name
     * @param value its value
     * @return the recipe
     */
    public Recipe withHeader(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new Recipe(path, more, unasked, members, content, unchecked, status, isOffered);
    }

    /**
     * The same without a parameter of the query, since no schema tells what it may be.
     * @param name its name
     * @return the recipe
     */
    public Recipe notAsking(String name) {
        return new Recipe(path, headers, and(unasked, name), members, content, unchecked, status, isOffered);
    }

    /**
     * The same with a member of the body that must be so.
     * @param name its name
     * @param value its value; null leaves it out
     * @return the recipe
     */
    public Recipe where(String name, @Nullable Object value) {
        return whereEach(name, () -> value);
    }

    /**
     * The same with a member of the body that is made for each call.
     * @param name its name
     * @param value makes its value; null leaves it out
     * @return the recipe
     */
    public Recipe whereEach(String name, Supplier<? extends @Nullable Object> value) {
        var more = new HashMap<>(members);
        more.put(name, value);
        return new Recipe(path, headers, unasked, more, content, unchecked, status, isOffered);
    }

    /**
     * The same with a body that is no JSON.
     * @param type its type
     * @param body what is sent
     * @return the recipe
     */
    public Recipe sending(String type, String body) {
        return new Recipe(path, headers, unasked, members, List.of(type, body), unchecked, status, isOffered);
    }

    /**
     * The same where an unknown object is no mistake, such as one to be taken away.
     * @param name the path's parameter
     * @return the recipe
     */
    public Recipe takingAny(String name) {
        return new Recipe(path, headers, unasked, members, content, and(unchecked, name), status, isOffered);
    }

    /**
     * The same, answered with a status.
     * @param expected the status of a good call
     * @return the recipe
     */
    public Recipe answered(int expected) {
        return new Recipe(path, headers, unasked, members, content, unchecked, expected, isOffered);
    }

    private static Set<String> and(Set<String> names, String name) {
        var more = new HashSet<>(names);
        more.add(name);
        return more;
    }

}
