package org.groundswell.gateway.routing;

import java.io.IOException;

/** A client hung up, or stopped sending, in the middle of its request. */
final class BrokenOff extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenOff(IOException cause) {
        super(cause);
    }

}
