package org.groundswell.gateway.openapi;

import java.io.IOException;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/openapi.json}: what all services do, as one document (OpenAPI 3.1). It
 * is made of theirs when Groundswell is built, so it is there when they are away.
 */
@RestController
class OpenApiController {

    private static final CacheControl CACHE = CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic();

    private final byte[] document;

    private final String eTag;

    OpenApiController(@Value("classpath:openapi.json") Resource document) throws IOException {
        this.document = document.getContentAsByteArray();
        this.eTag = "\"" + DigestUtils.md5DigestAsHex(this.document) + "\"";
    }

    @GetMapping(path = "/api/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> read() {
        return ResponseEntity.ok().eTag(eTag).cacheControl(CACHE).body(document);
    }

}
