package org.groundswell.gateway.upstream;

import java.io.InputStream;

/** A request's body. */
public sealed interface Content {

    /** None. */
    Content NONE = new Whole(new byte[0]);

    /**
     * One that is all there, so that it can be sent again.
     *
     * @param bytes the whole of it; empty for none
     */
    record Whole(byte[] bytes) implements Content {
    }

    /**
     * One that is passed on while it comes. When reading it fails with an unchecked
     * exception, the request is broken off and the exception is the caller's.
     *
     * @param stream where it comes from
     * @param length its length, or -1 when that is not known
     */
    record Passing(InputStream stream, long length) implements Content {
    }

}
