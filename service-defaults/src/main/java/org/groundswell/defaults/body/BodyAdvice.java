package org.groundswell.defaults.body;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Lets through no body that is longer than the limit, whether or not it says its length,
 * and none that is not UTF-8 text without NUL. JSON on the wire is UTF-8 (RFC 8259,
 * section 8.1); the parser left to itself would guess at UTF-16 and UTF-32, which in JSON
 * always have NUL bytes, and reads some bytes that no other reader would take.
 * <p>
 * A controller that takes its body as a stream is not concerned, and minds its own limit.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class BodyAdvice extends RequestBodyAdviceAdapter {

    private final int limit;

    BodyAdvice(BodyProperties properties) {
        this.limit = (int) properties.maxBody().toBytes();
    }

    @Override
    public boolean supports(MethodParameter parameter, Type type,
            Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(HttpInputMessage message, MethodParameter parameter, Type type,
            Class<? extends HttpMessageConverter<?>> converterType) throws IOException {
        var headers = message.getHeaders();
        if (headers.getContentLength() > limit) {
            throw new ContentTooLargeException(null);
        }
        var bytes = message.getBody().readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new ContentTooLargeException(null);
        }
        if (StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).chars().anyMatch(c -> c == 0)) {
            throw new CharacterCodingException();
        }
        return new Body(headers, bytes);
    }

    private record Body(HttpHeaders headers, byte[] bytes) implements HttpInputMessage {

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(bytes);
        }

    }

}
