package org.groundswell.gateway.limits;

import java.net.InetAddress;
import org.springframework.util.Assert;

/**
 * The addresses that begin with the same bits (RFC 4632, RFC 4291 section 2.3).
 *
 * @param network an address among them
 * @param bits how many bits they have in common
 */
record Cidr(InetAddress network, int bits) {

    /**
     * Reads one.
     * @param text such as {@code 198.51.100.0/24}; a single address stands for itself
     * @throws IllegalArgumentException when it is none
     */
    static Cidr of(String text) {
        var slash = text.indexOf('/');
        var network = Addresses.parse((slash < 0 ? text : text.substring(0, slash)).strip());
        Assert.notNull(network, () -> "not an address or network such as 198.51.100.0/24: " + text);
        var all = network.getAddress().length * Byte.SIZE;
        var written = slash < 0 ? Integer.toString(all) : text.substring(slash + 1).strip();
        Assert.isTrue(written.matches("\\d{1,3}") && Integer.parseInt(written) <= all,
                () -> "not an address or network such as 198.51.100.0/24: " + text);
        return new Cidr(network, Integer.parseInt(written));
    }

    boolean contains(InetAddress address) {
        var ours = network.getAddress();
        var theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (var bit = 0; bit < bits; bit += Byte.SIZE) {
            var mask = 0xff << Math.max(0, Byte.SIZE - (bits - bit));
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }

}
