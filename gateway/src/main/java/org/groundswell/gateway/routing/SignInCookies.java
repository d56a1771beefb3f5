package org.groundswell.gateway.routing;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The only cookies that pass between browsers and services: campaign-service knows by one
 * which browser went to the OpenID provider, and signs it in with the other.
 */
final class SignInCookies {

    private static final String ATTEMPT = "groundswell-sign-in=";

    private static final String TOKEN = "groundswell-token=";

    private SignInCookies() {
    }

    /**
     * What a service is shown of a request's cookies.
     * @param cookies the lines of {@code Cookie}
     * @return a line with the attempt, if there is one
     */
    static Optional<String> attempt(List<String> cookies) {
        return cookies.stream()
            .flatMap(line -> Stream.of(line.split(";")))
            .map(String::strip)
            .filter(cookie -> cookie.startsWith(ATTEMPT))
            .findFirst();
    }

    /**
     * What a browser is given of a service's cookies.
     * @param cookies the lines of {@code Set-Cookie}
     * @return those that may pass
     */
    static List<String> set(List<String> cookies) {
        return cookies.stream().filter(cookie -> cookie.startsWith(ATTEMPT) || cookie.startsWith(TOKEN)).toList();
    }

}
