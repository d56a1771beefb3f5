package org.groundswell.gateway.upstream;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;

/**
 * Cancels a request whose body cannot be read to its end. The client would else close the
 * body in good order, and the service would take the part for the whole.
 */
final class BreakingOff extends InputStream {

    private final InputStream body;

    private final HttpUriRequestBase request;

    BreakingOff(InputStream body, HttpUriRequestBase request) {
        this.body = body;
        this.request = request;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return body.read(buffer, offset, length);
        }
        catch (IOException | RuntimeException broken) {
            request.cancel();
            throw broken;
        }
    }

}
