package org.groundswell.gateway.routing;

import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * A request's whole body. It is read before anything else looks at the request, since
 * asking for parameters would use a form's body up.
 */
final class RequestBody {

    private static final String ATTRIBUTE = RequestBody.class.getName();

    private RequestBody() {
    }

    /**
     * Reads it and keeps it with the request.
     * @param request the request, untouched so far
     * @param limit the most bytes it may have
     * @throws ResponseStatusException 413 when it has more, 400 when it breaks off
     */
    static void read(ServerRequest request, int limit) {
        if (request.headers().contentLength().orElse(0) > limit) {
            throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
        }
        try {
            var body = request.servletRequest().getInputStream().readNBytes(limit + 1);
            if (body.length > limit) {
                throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
            }
            request.attributes().put(ATTRIBUTE, body);
        }
        catch (IOException broken) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, broken);
        }
    }

    static byte[] of(ServerRequest request) {
        return request.attribute(ATTRIBUTE).map(byte[].class::cast).orElseThrow();
    }

}
