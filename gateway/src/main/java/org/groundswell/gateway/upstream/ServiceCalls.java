package org.groundswell.gateway.upstream;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The gateway's own questions to the services, in JSON. */
@Component
public class ServiceCalls {

    private final Upstream upstream;

    private final UpstreamProperties properties;

    private final JsonMapper json;

    ServiceCalls(Upstream upstream, UpstreamProperties properties, JsonMapper json) {
        this.upstream = upstream;
        this.properties = properties;
        this.json = json;
    }

    /**
     * Reads something.
     * @param <T> what it is
     * @param service the service's name
     * @param target path and query, encoded
     * @param type what it is
     * @return it, or nothing when the service says 404
     * @throws ServiceAway when the service cannot be reached, or cannot say
     */
    public <T> Optional<T> get(String service, String target, Class<T> type) {
        var reply = exchange(service,
                new UpstreamRequest(HttpMethod.GET, target, headers(), Content.NONE, properties.pageTimeout()));
        if (reply.status().value() == 404) {
            return Optional.empty();
        }
        try {
            if (reply.status().is2xxSuccessful()) {
                return Optional.of(json.treeToValue(reply.body(), type));
            }
        }
        catch (JacksonException unexpected) {
            throw new ServiceAway(service, false, unexpected);
        }
        throw new ServiceAway(service, false, new IOException("status " + reply.status().value()));
    }

    /**
     * Sends something.
     * @param service the service's name
     * @param target path and query, encoded
     * @param headers headers to send with it
     * @param body what to send
     * @return whatever the service answered
     * @throws ServiceAway when the service cannot be reached
     */
    public ServiceReply post(String service, String target, HttpHeaders headers, Object body) {
        var all = headers();
        all.putAll(headers);
        all.setContentType(MediaType.APPLICATION_JSON);
        return exchange(service, new UpstreamRequest(HttpMethod.POST, target, all,
                new Content.Whole(json.writeValueAsBytes(body)), properties.responseTimeout()));
    }

    /**
     * Deletes something.
     * @param service the service's name
     * @param target path and query, encoded
     * @param headers headers to send with it
     * @return whatever the service answered
     * @throws ServiceAway when the service cannot be reached
     */
    public ServiceReply delete(String service, String target, HttpHeaders headers) {
        var all = headers();
        all.putAll(headers);
        return exchange(service,
                new UpstreamRequest(HttpMethod.DELETE, target, all, Content.NONE, properties.responseTimeout()));
    }

    private ServiceReply exchange(String service, UpstreamRequest request) {
        try (var answer = upstream.send(service, request)) {
            var bytes = answer.body().readAllBytes();
            return new ServiceReply(answer.status(), answer.headers(),
                    bytes.length == 0 ? MissingNode.getInstance() : json.readTree(bytes));
        }
        catch (IOException | JacksonException broken) {
            throw new ServiceAway(service, true, broken);
        }
    }

    private static HttpHeaders headers() {
        var headers = new HttpHeaders();
        headers.setAccept(List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON));
        return headers;
    }

}
