package org.groundswell.gateway.routing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.groundswell.gateway.upstream.Answer;
import org.groundswell.gateway.upstream.Content;
import org.groundswell.gateway.upstream.Upstream;
import org.groundswell.gateway.upstream.UpstreamProperties;
import org.groundswell.gateway.upstream.UpstreamRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayServerResponse;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Spring Cloud Gateway's exchange with a service, by way of {@link Upstream}.
 * <p>
 * A request's body is read whole, and refused when it is too large, before a service is
 * asked: only so can it be sent a second time. A batch is the exception. An answer is
 * passed on as it comes; a stream of events, and lines of JSON, are flushed with every
 * piece that arrives.
 */
@Component
class Forwarding implements ProxyExchange {

    private static final int BUFFER = 8 * 1024;

    private final Upstream upstream;

    private final OpenStreams streams;

    private final UpstreamProperties properties;

    Forwarding(Upstream upstream, OpenStreams streams, UpstreamProperties properties) {
        this.upstream = upstream;
        this.streams = streams;
        this.properties = properties;
    }

    @Override
    public ServerResponse exchange(Request request) {
        var uri = Objects.requireNonNull(request.getUri());
        try {
            return passedOn(request, upstream.send(uri.getHost(), asUpstreamRequest(request)));
        }
        catch (BrokenOff brokenOff) {
            // there is nobody to tell more
            return ServerResponse.badRequest().build();
        }
    }

    private ServerResponse passedOn(Request request, Answer answer) {
        var response = GatewayServerResponse.status(answer.status()).build((servletRequest, servletResponse) -> {
            pass(answer, servletResponse.getOutputStream());
            return null;
        });
        var head = new Head(answer.status(), answer.headers());
        request.getResponseConsumers().forEach(consumer -> consumer.accept(head, response));
        return response;
    }

    private UpstreamRequest asUpstreamRequest(Request request) {
        var asked = request.getServerRequest().servletRequest();
        // as it was written: the order of parameters is the caller's
        var target = asked.getQueryString() == null ? asked.getRequestURI()
                : asked.getRequestURI() + '?' + asked.getQueryString();
        var content = RequestBody.of(request.getServerRequest());
        var stream = request.getHeaders().getAccept().stream().anyMatch(Forwarding::isStream)
                || asked.getRequestURI().endsWith("/stream");
        var silence = stream ? properties.streamSilence()
                : content instanceof Content.Passing ? properties.batchTimeout() : properties.responseTimeout();
        return new UpstreamRequest(request.getMethod(), target, request.getHeaders(), content, silence);
    }

    private static boolean isStream(@Nullable MediaType type) {
        return type != null && MediaType.TEXT_EVENT_STREAM.equalsTypeAndSubtype(type);
    }

    private static boolean isLines(@Nullable MediaType type) {
        return type != null && MediaType.APPLICATION_NDJSON.equalsTypeAndSubtype(type);
    }

    private void pass(Answer answer, OutputStream to) throws IOException {
        try (answer) {
            if (isStream(answer.headers().getContentType())) {
                streams.pass(answer, () -> copy(answer.body(), to, true));
            }
            else {
                copy(answer.body(), to, isLines(answer.headers().getContentType()));
            }
        }
    }

    private static void copy(InputStream from, OutputStream to, boolean flushing) throws IOException {
        var buffer = new byte[BUFFER];
        for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            to.write(buffer, 0, read);
            if (flushing) {
                to.flush();
            }
        }
    }

    private record Head(HttpStatusCode status, HttpHeaders headers) implements Response {

        @Override
        public HttpStatusCode getStatusCode() {
            return status;
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

    }

}
