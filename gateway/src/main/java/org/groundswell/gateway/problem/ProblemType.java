package org.groundswell.gateway.problem;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * Every kind of problem that a client of the platform may meet, the services' kinds
 * included, with the explanation that stands at its address. Names are never changed.
 */
public enum ProblemType {

    /** Something in the request breaks a rule of the interface. */
    INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request is not valid",
            "Something in the request breaks a rule of the interface. The list “errors” names each field and says what it must be. Correct it and send the request again."),
    /** The caller is not known. */
    UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "Sign in first",
            "This needs a valid access token in the header “Authorization: Bearer …”. Tokens last an hour; sign in again to get a new one. To withdraw a pledge, send its own secret in “Authorization: Pledge …”."),
    /** The caller may not do this. */
    FORBIDDEN(HttpStatus.FORBIDDEN, "You may not do this",
            "We know who you are, but this is for others, such as the organisers of the campaign. On a page, it can also mean that the form was open for very long: go back, reload it and send it again."),
    /** Nothing here. */
    NOT_FOUND(HttpStatus.NOT_FOUND, "Not found",
            "There is nothing at this address, or nothing that may be seen by you. Check the address for typing errors."),
    /** Another method is needed. */
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This address does not do that",
            "The address exists but not for this HTTP method. The header “Allow” lists the ones that it knows."),
    /** No such format. */
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Not available in that format",
            "None of the formats named in the header “Accept” can be had here. Most addresses answer with application/json."),
    /** In conflict with the present state. */
    CONFLICT(HttpStatus.CONFLICT, "In conflict with what there is",
            "What was asked for does not fit the present state of things. Read the resource again to see what it is like now."),
    /** The launch has fixed it. */
    CAMPAIGN_LAUNCHED(HttpStatus.CONFLICT, "The launch has fixed this",
            "People pledge to a campaign as it was launched, so what they pledged to does not change afterwards. The list “errors” names each field that is fixed and says why. Send the change without those."),
    /** Nobody would be left. */
    LAST_LEAD(HttpStatus.CONFLICT, "The last lead cannot leave",
            "A campaign always has somebody who leads all of it. Invite another lead of the whole campaign; when that one has accepted, you can leave."),
    /** Pledging too early. */
    CAMPAIGN_NOT_YET_OPEN(HttpStatus.CONFLICT, "The campaign has not opened yet",
            "The campaign takes pledges from its opening date on. Its “opensAt” says when that is."),
    /** Pledging too late. */
    CAMPAIGN_CLOSED(HttpStatus.CONFLICT, "The campaign is closed",
            "The campaign takes no more pledges. Those that were made stay counted."),
    /** Pledging while a steward has suspended the campaign. */
    CAMPAIGN_SUSPENDED(HttpStatus.CONFLICT, "The campaign is suspended",
            "This site's stewards have suspended the campaign, and it takes no pledges for now. Its “suspension” says why. Pledges that were made stay counted, and can be taken back."),
    /** One pledge a person. */
    ALREADY_PLEDGED(HttpStatus.CONFLICT, "This pledge has been made already",
            "There is a pledge to this campaign from this email address, and it counts. To make another one in its place, withdraw it first, by the link in the mail that confirmed it."),
    /** The key of a pledge that is no more. */
    PLEDGE_WITHDRAWN(HttpStatus.CONFLICT, "This pledge was withdrawn",
            "The Idempotency-Key belongs to a pledge that was withdrawn since, and sending it again does not bring it back. To pledge anew, use a new key."),
    /** Changed in between. */
    PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "It has changed since you read it",
            "Somebody else changed this after you read it. Read it again, and send the change with the new ETag in “If-Match”."),
    /** Too large. */
    PAYLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request is too large",
            "A pledge may have a body of up to 16 KB, another request one of up to 32 KB, a batch of pledges one of up to 64 MB, unless this site was set up otherwise. Split a batch: it is safe to send in parts."),
    /** Format not understood. */
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Not a format that is understood here",
            "Send the body in the format that the description of the interface names, mostly application/json, and say so in “Content-Type”."),
    /** A key used for something else. */
    IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "The Idempotency-Key was used for another request",
            "A key stands for one request. Send the same request with the same key to repeat it, or a new key to make another."),
    /** The version is missing. */
    PRECONDITION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED, "Say which version you are changing",
            "This change needs the header “If-Match” with the ETag of the version that you read, so that nobody's work is overwritten unseen."),
    /** Over a limit. */
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests",
            "More came than we take in this time, from your address or for this campaign; for pledges, “RateLimit” names which. “Retry-After” says how many seconds to wait. A pledge sent with an Idempotency-Key is safe to send again."),
    /** Our fault. */
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side",
            "It is not your fault, and it has been recorded. Please try again later."),
    /** Away for the moment. */
    SERVICE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Try again in a moment",
            "A part of the platform cannot answer just now. “Retry-After” says when to try again. A pledge sent with an Idempotency-Key is safe to send again: it counts once.");

    private final HttpStatus status;

    private final String title;

    private final String explanation;

    ProblemType(HttpStatus status, String title, String explanation) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    /**
     * The kind that a plain HTTP error belongs to.
     * @param status an error's status
     * @return its kind
     */
    static ProblemType of(HttpStatusCode status) {
        return Stream.of(values())
            .filter(type -> type.status.value() == status.value())
            .findFirst()
            .orElse(status.is5xxServerError() ? INTERNAL_ERROR : INVALID_REQUEST);
    }

    /**
     * The kind with this name.
     * @param slug the last part of its address
     * @return the kind, if there is one
     */
    static Optional<ProblemType> named(String slug) {
        return Stream.of(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }

    /**
     * The last part of its address.
     * @return lower case with hyphens
     */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Its address.
     * @return a reference that is absolute within the site
     */
    public URI uri() {
        return URI.create("/problems/" + slug());
    }

    /**
     * The status it is answered with.
     * @return 400 or above
     */
    public HttpStatus status() {
        return status;
    }

    /**
     * A short summary.
     * @return a sentence without full stop
     */
    public String title() {
        return title;
    }

    /**
     * What it means and what to do.
     * @return a few sentences for the person who reads it
     */
    public String explanation() {
        return explanation;
    }

}
