package org.groundswell.gateway.routing;

import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * A body on its way through. What goes wrong with it is the client's fault, and is said
 * by another exception than what goes wrong with the service that it is read for.
 */
final class PassingBody extends InputStream {

    private final InputStream body;

    private final long limit;

    private long passed;

    PassingBody(InputStream body, long limit) {
        this.body = body;
        this.limit = limit;
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * Reads on.
     * @throws ResponseStatusException 413 above the limit
     * @throws BrokenOff when the client hangs up or stops sending
     */
    @Override
    public int read(byte[] buffer, int offset, int length) {
        int read;
        try {
            read = body.read(buffer, offset, length);
        }
        catch (IOException broken) {
            throw new BrokenOff(broken);
        }
        passed += Math.max(0, read);
        if (passed > limit) {
            throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
        }
        return read;
    }

}
