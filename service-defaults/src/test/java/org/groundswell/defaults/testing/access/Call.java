package org.groundswell.defaults.testing.access;

import org.jspecify.annotations.Nullable;

/**
 * A request to be made by whoever it is.
 *
 * @param path where to, with the query
 * @param contentType of what is sent
 * @param body what is sent
 */
public record Call(String path, @Nullable String contentType, String body) {

    /**
     * A request without a body.
     * @param path where to
     * @return the request
     */
    public static Call to(String path) {
        return new Call(path, null, "");
    }

    /**
     * The same with a body.
     * @param json the body
     * @return the request
     */
    public Call with(String json) {
        return with("application/json", json);
    }

    /**
     * The same with a body that is no JSON.
     * @param type its content type
     * @param content the body
     * @return the request
     */
    public Call with(String type, String content) {
        return new Call(path, type, content);
    }

}
