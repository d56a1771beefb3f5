package org.groundswell.analytics.petitions;

import org.springframework.util.DigestUtils;

/**
 * An answer's body, made once for all who ask.
 *
 * @param body its bytes
 * @param eTag made of its content, so that every instance says the same
 */
record Rendered(byte[] body, String eTag) {

    static Rendered of(byte[] body) {
        return new Rendered(body, '"' + DigestUtils.md5DigestAsHex(body) + '"');
    }

}
