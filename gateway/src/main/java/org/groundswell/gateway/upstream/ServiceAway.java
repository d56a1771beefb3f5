package org.groundswell.gateway.upstream;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** A service could not be reached, or did not answer; answered as 503. */
public class ServiceAway extends ResponseStatusException {

    private static final long serialVersionUID = 1L;

    private final boolean sent;

    ServiceAway(String service, boolean sent, Throwable cause) {
        super(HttpStatus.SERVICE_UNAVAILABLE, service, cause);
        this.sent = sent;
    }

    @Override
    public HttpHeaders getHeaders() {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "2");
        return headers;
    }

    /**
     * Whether the request may have reached the service all the same.
     * @return false when it certainly was not carried out
     */
    public boolean perhapsCarriedOut() {
        return sent;
    }

}
