package org.groundswell.gateway.routing;

import java.io.IOException;
import org.groundswell.gateway.upstream.Content;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * A request's body. It is taken before anything else looks at the request, since asking
 * for parameters would use a form's body up.
 */
final class RequestBody {

    private static final String ATTRIBUTE = RequestBody.class.getName();

    private RequestBody() {
    }

    /**
     * Reads the whole of it and keeps it with the request.
     * @param request the request, untouched so far
     * @param limit the most bytes it may have
     * @throws ResponseStatusException 413 when it has more
     */
    static void read(ServerRequest request, int limit) {
        announced(request, limit);
        try {
            var body = request.servletRequest().getInputStream().readNBytes(limit + 1);
            if (body.length > limit) {
                throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
            }
            request.attributes().put(ATTRIBUTE, new Content.Whole(body));
        }
        catch (IOException broken) {
            request.attributes().put(ATTRIBUTE, new BrokenOff(broken));
        }
    }

    /**
     * Has it read while it is sent on.
     * @param request the request, untouched so far
     * @param limit the most bytes it may have
     * @throws ResponseStatusException 413 when it is known to have more
     */
    static void pass(ServerRequest request, long limit) {
        var length = announced(request, limit);
        try {
            var body = new PassingBody(request.servletRequest().getInputStream(), limit);
            request.attributes().put(ATTRIBUTE, new Content.Passing(body, length));
        }
        catch (IOException broken) {
            request.attributes().put(ATTRIBUTE, new BrokenOff(broken));
        }
    }

    /**
     * The body that was kept.
     * @throws BrokenOff when it did not come to its end
     */
    static Content of(ServerRequest request) {
        var kept = request.attribute(ATTRIBUTE).orElseThrow();
        if (kept instanceof BrokenOff brokenOff) {
            throw brokenOff;
        }
        return (Content) kept;
    }

    private static long announced(ServerRequest request, long limit) {
        var length = request.headers().contentLength().orElse(-1);
        if (length > limit) {
            throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
        }
        return length;
    }

}
