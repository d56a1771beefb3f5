package org.groundswell.gateway.limits;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Who has a bucket: an IPv4 address, or the half of an IPv6 address that its holder
 * cannot choose. A half can lie in networks of different rates.
 */
record Client(boolean ipv6, long bits, Rate rate) {

    static Client of(InetAddress address, Rate rate) {
        var bytes = ByteBuffer.wrap(address.getAddress());
        var ipv6 = bytes.remaining() > Integer.BYTES;
        return new Client(ipv6, ipv6 ? bytes.getLong() : bytes.getInt(), rate);
    }

}
