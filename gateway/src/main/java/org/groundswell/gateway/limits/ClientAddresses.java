package org.groundswell.gateway.limits;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request is from. That is who holds the connection, unless it is a trusted proxy:
 * each proxy appends to {@code X-Forwarded-For} whom it has the request from, so the
 * header is read from its end, as far as those who wrote it are trusted.
 */
class ClientAddresses {

    /** Some proxies add a port, and brackets around an IPv6 address. */
    private static final Pattern BRACKETED = Pattern.compile("\\[(.+)](?::\\d+)?");

    private static final Pattern WITH_PORT = Pattern.compile("([\\d.]+):\\d+");

    private final List<Cidr> trustedProxies;

    ClientAddresses(List<Cidr> trustedProxies) {
        this.trustedProxies = trustedProxies;
    }

    /**
     * Says whom a request is from.
     * @param request the request
     * @return the last address in the chain that can be believed
     */
    InetAddress of(HttpServletRequest request) {
        return of(request.getRemoteAddr(), Collections.list(request.getHeaders("X-Forwarded-For")));
    }

    /**
     * Says whom it is from.
     * @param connection the address at the other end of the connection
     * @param forwardedFor the lines of {@code X-Forwarded-For}
     * @return the last address in the chain that can be believed
     */
    InetAddress of(@Nullable String connection, List<String> forwardedFor) {
        var known = connection == null ? null : Addresses.parse(connection);
        // what has no address is on this machine
        var believed = known == null ? InetAddress.getLoopbackAddress() : known;
        if (!trusted(believed)) {
            return believed;
        }
        var chain = String.join(",", forwardedFor).split(",", -1);
        for (var index = chain.length - 1; index >= 0; index--) {
            var before = Addresses.parse(bare(chain[index].strip()));
            if (before == null) {
                return believed;
            }
            believed = before;
            if (!trusted(believed)) {
                return believed;
            }
        }
        return believed;
    }

    private boolean trusted(InetAddress address) {
        return trustedProxies.stream().anyMatch(proxies -> proxies.contains(address));
    }

    private static String bare(String written) {
        for (var form : List.of(BRACKETED, WITH_PORT)) {
            var matcher = form.matcher(written);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        return written;
    }

}
