package org.groundswell.defaults.problem;

/**
 * What is wrong with one field of a request.
 *
 * @param field the field's path in the request body, or a parameter's or header's name
 * @param message what it must be, to follow the field's name in a sentence: "must be
 * between 1 and 10000"
 */
public record FieldError(String field, String message) {
}
