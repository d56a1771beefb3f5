package org.groundswell.local.bench;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * The same GET request again and again.
 */
final class GetRequests implements Requests {

    private static final int OK = 200;

    private final byte[] bytes;

    GetRequests(InetSocketAddress address, String path) {
        this.bytes = "GET %s HTTP/1.1\r\nHost: %s:%d\r\nAccept: application/json\r\n\r\n"
            .formatted(path, address.getHostString(), address.getPort())
            .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public int next() {
        return this.bytes.length;
    }

    @Override
    public byte[] bytes() {
        return this.bytes;
    }

    @Override
    public int expected() {
        return OK;
    }

    @Override
    public int people() {
        return 0;
    }

}
