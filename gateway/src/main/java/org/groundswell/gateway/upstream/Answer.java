package org.groundswell.gateway.upstream;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

/** What a service answered; its body may still be on its way. Close it when done. */
public final class Answer implements AutoCloseable {

    private final HttpUriRequestBase request;

    private final ClassicHttpResponse response;

    private final HttpHeaders headers = new HttpHeaders();

    Answer(HttpUriRequestBase request, ClassicHttpResponse response) {
        this.request = request;
        this.response = response;
        for (Header header : response.getHeaders()) {
            headers.add(header.getName(), header.getValue());
        }
    }

    /**
     * The status.
     * @return any status, errors included
     */
    public HttpStatusCode status() {
        return HttpStatusCode.valueOf(response.getCode());
    }

    /**
     * The headers.
     * @return all of them, as the service sent them
     */
    public HttpHeaders headers() {
        return headers;
    }

    /**
     * The body.
     * @return what arrives, as it arrives; empty when there is none
     * @throws IOException when the connection breaks
     */
    public InputStream body() throws IOException {
        return response.getEntity() == null ? InputStream.nullInputStream() : response.getEntity().getContent();
    }

    /**
     * Ends it. Whatever has not arrived yet is given up, and not waited for: a stream has
     * no end.
     */
    @Override
    public void close() throws IOException {
        request.cancel();
        response.close();
    }

}
