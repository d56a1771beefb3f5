package org.groundswell.defaults.problem;

import java.net.URI;
import org.springframework.http.HttpStatus;

/**
 * A kind of problem, as RFC 9457 means it: clients tell problems apart by {@link #uri()}.
 * A domain refusal has a type of its own; {@link #of(HttpStatus)} has those of plain
 * HTTP.
 *
 * @param name the last part of the type's address, in lower case with hyphens; never
 * changed once published
 * @param status the answer's status
 * @param title a short summary, the same in every occurrence
 */
public record ProblemType(String name, HttpStatus status, String title) {

    /**
     * The request's content or parameters break a rule of the interface; {@code errors}
     * names the fields.
     */
    public static final ProblemType INVALID_REQUEST = new ProblemType("invalid-request", HttpStatus.BAD_REQUEST,
            "The request is not valid");

    /** The caller may not do this. */
    public static final ProblemType FORBIDDEN = new ProblemType("forbidden", HttpStatus.FORBIDDEN,
            "You may not do this");

    /** There is nothing at this address, or nothing that the caller may know of. */
    public static final ProblemType NOT_FOUND = new ProblemType("not-found", HttpStatus.NOT_FOUND, "Not found");

    /** Something failed that the caller can do nothing about. */
    public static final ProblemType INTERNAL_ERROR = new ProblemType("internal-error", HttpStatus.INTERNAL_SERVER_ERROR,
            "Something went wrong on our side");

    /**
     * The service cannot answer for the moment; {@code Retry-After} says when to try
     * again.
     */
    public static final ProblemType SERVICE_UNAVAILABLE = new ProblemType("service-unavailable",
            HttpStatus.SERVICE_UNAVAILABLE, "Try again in a moment");

    /**
     * The type of a plain HTTP error.
     * @param status a status of 400 or above
     * @return its type; statuses without one of their own are {@code invalid-request}
     * below 500 and {@code internal-error} from there on
     */
    public static ProblemType of(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> new ProblemType("unauthorized", status, "Sign in first");
            case FORBIDDEN -> FORBIDDEN;
            case NOT_FOUND -> NOT_FOUND;
            case METHOD_NOT_ALLOWED -> new ProblemType("method-not-allowed", status, "This address does not do that");
            case NOT_ACCEPTABLE -> new ProblemType("not-acceptable", status, "Not available in that format");
            case CONFLICT -> new ProblemType("conflict", status, "In conflict with what there is");
            case PRECONDITION_FAILED ->
                new ProblemType("precondition-failed", status, "It has changed since you read it");
            case PRECONDITION_REQUIRED ->
                new ProblemType("precondition-required", status, "Say which version you are changing");
            case CONTENT_TOO_LARGE -> new ProblemType("payload-too-large", status, "The request is too large");
            case UNSUPPORTED_MEDIA_TYPE ->
                new ProblemType("unsupported-media-type", status, "Not a format that is understood here");
            case TOO_MANY_REQUESTS -> new ProblemType("too-many-requests", status, "Too many requests");
            case SERVICE_UNAVAILABLE -> SERVICE_UNAVAILABLE;
            default -> status.is5xxServerError() ? INTERNAL_ERROR
                    : new ProblemType(INVALID_REQUEST.name, status, INVALID_REQUEST.title);
        };
    }

    /**
     * The type's stable address, resolvable at the gateway to an explanation.
     * @return a reference that is absolute within the site
     */
    public URI uri() {
        return URI.create("/problems/" + name);
    }

}
