package org.groundswell.local.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a service shows another one at its internal interface.
 */
final class InternalCredential {

    private static final String USER = "service";

    private InternalCredential() {
    }

    /**
     * The credential as a request carries it.
     * @param secret that the services share
     * @return the value of the header {@code Authorization}
     */
    static String of(String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((USER + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

}
