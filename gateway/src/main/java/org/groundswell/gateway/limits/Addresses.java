package org.groundswell.gateway.limits;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IP addresses as text. Names are never looked up. */
final class Addresses {

    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]{1,44}");

    private Addresses() {
    }

    /**
     * Reads an address.
     * @param text an IPv4 or IPv6 address; an IPv6 one may have a zone
     * @return the address, an IPv4-mapped one as the IPv4 one that it stands for; null
     * when it is none
     */
    static @Nullable InetAddress parse(String text) {
        var zone = text.indexOf('%');
        var address = zone < 0 ? text : text.substring(0, zone);
        if (!IPV4.matcher(address).matches() && !IPV6.matcher(address).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(address);
        }
        catch (UnknownHostException malformed) {
            return null;
        }
    }

}
