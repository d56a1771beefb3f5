package org.groundswell.analytics.caching;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;

/**
 * An answer's body, made once for all who ask.
 *
 * @param body its bytes
 * @param eTag made of its content, so that every instance says the same
 */
public record Rendered(byte[] body, String eTag) {

    /**
     * A body with its tag.
     * @param body the bytes, which must not change any more
     * @return both
     */
    public static Rendered of(byte[] body) {
        return new Rendered(body, '"' + DigestUtils.md5DigestAsHex(body) + '"');
    }

    /**
     * The answer 200, which caches may keep {@linkplain Caching#A_MOMENT for a moment}.
     * @param type what the body is
     * @return the answer, to be given more headers and this body
     */
    public ResponseEntity.BodyBuilder answer(MediaType type) {
        return ResponseEntity.ok().contentType(type).eTag(eTag).cacheControl(Caching.A_MOMENT);
    }

}
