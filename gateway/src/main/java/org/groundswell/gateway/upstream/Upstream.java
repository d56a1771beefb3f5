package org.groundswell.gateway.upstream;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.DefaultRequest;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Sends a request to a service: to one of its instances, and to the next one when that
 * can do no harm.
 * <p>
 * A connection that could not be made has carried nothing, so any request goes on to the
 * next instance. After any other failure only a {@linkplain UpstreamRequest#repeatable()
 * repeatable} request is sent once more. A status, whatever it is, is an answer and is
 * never retried.
 * <p>
 * Each service has a circuit breaker of its name. It counts whether and how fast a
 * service <em>begins</em> to answer, so a stream is over for it when it has begun, and a
 * listener who leaves is no failure.
 */
@Component
public class Upstream {

    private static final Logger log = LoggerFactory.getLogger(Upstream.class);

    private static final URI ROOT = URI.create("/");

    private static final Timeout NO_ROOM = Timeout.ofSeconds(1);

    private final HttpClient http;

    private final LoadBalancerClient loadBalancer;

    private final UnreachableInstances unreachable;

    private final CircuitBreakerRegistry breakers;

    Upstream(HttpClient http, LoadBalancerClient loadBalancer, UnreachableInstances unreachable,
            CircuitBreakerRegistry breakers) {
        this.http = http;
        this.loadBalancer = loadBalancer;
        this.unreachable = unreachable;
        this.breakers = breakers;
    }

    /**
     * Sends it and waits for the head of the answer.
     * @param service the service's name
     * @param request what to send
     * @return the answer, to be closed by the caller
     * @throws ServiceAway when no instance answered, or the service's breaker is open
     */
    public Answer send(String service, UpstreamRequest request) {
        var breaker = breakers.circuitBreaker(service);
        if (!breaker.tryAcquirePermission()) {
            throw new ServiceAway(service, false, CallNotPermittedException.createCallNotPermittedException(breaker));
        }
        var started = breaker.getCurrentTimestamp();
        try {
            var answer = sendToSome(service, request);
            breaker.onSuccess(breaker.getCurrentTimestamp() - started, breaker.getTimestampUnit());
            return answer;
        }
        catch (ServiceAway away) {
            breaker.onError(breaker.getCurrentTimestamp() - started, breaker.getTimestampUnit(), away);
            throw away;
        }
        catch (RuntimeException | Error broken) {
            breaker.releasePermission();
            throw broken;
        }
    }

    private Answer sendToSome(String service, UpstreamRequest request) {
        var tried = new HashSet<String>();
        var sent = false;
        ServiceInstance instance = next(service, tried);
        @Nullable IOException failure = null;
        while (instance != null) {
            var id = PassingOverLoadBalancer.id(instance);
            try {
                var answer = sendTo(instance, request);
                unreachable.answered(id);
                return answer;
            }
            catch (IOException thrown) {
                failure = thrown;
                tried.add(id);
                log.atWarn()
                    .addKeyValue("service", service)
                    .addKeyValue("instance", id)
                    .addKeyValue("cause", thrown.getClass().getSimpleName())
                    .log("instance did not answer");
                if (neverSent(thrown)) {
                    unreachable.refused(id);
                    instance = next(service, tried);
                }
                else {
                    var again = !sent && request.repeatable();
                    sent = true;
                    instance = again ? other(service, tried, instance, thrown) : null;
                }
            }
        }
        throw new ServiceAway(service, sent,
                failure == null ? new ConnectException("no instance is configured") : failure);
    }

    /** Another instance, or the only one when its connection was merely a stale one. */
    private @Nullable ServiceInstance other(String service, HashSet<String> tried, ServiceInstance only,
            IOException failure) {
        var next = next(service, tried);
        return next == null && !(failure instanceof SocketTimeoutException) ? only : next;
    }

    private @Nullable ServiceInstance next(String service, HashSet<String> tried) {
        return loadBalancer.choose(service, new DefaultRequest<>(new InstanceChoice(tried)));
    }

    private Answer sendTo(ServiceInstance instance, UpstreamRequest request) throws IOException {
        var context = HttpClientContext.create();
        context.setRequestConfig(RequestConfig.custom()
            .setConnectionRequestTimeout(NO_ROOM)
            .setResponseTimeout(request.silence().toMillis(), TimeUnit.MILLISECONDS)
            .setProtocolUpgradeEnabled(false)
            // a refusal comes before the body, and outcomes that come during it do not
            // stop it
            .setExpectContinueEnabled(request.content() instanceof Content.Passing)
            .build());
        var target = new HttpHost(instance.isSecure() ? "https" : "http", instance.getHost(), instance.getPort());
        var message = message(request);
        return new Answer(message, http.executeOpen(target, message, context));
    }

    private static HttpUriRequestBase message(UpstreamRequest request) {
        var message = new HttpUriRequestBase(request.method().name(), ROOT);
        // as it came: a URI would be parsed, and may be refused
        message.setPath(request.target());
        request.headers().forEach((name, values) -> values.forEach(value -> message.addHeader(name, value)));
        switch (request.content()) {
            case Content.Whole whole when whole.bytes().length == 0 -> {
            }
            case Content.Whole whole -> message.setEntity(new ByteArrayEntity(whole.bytes(), null));
            case Content.Passing passing -> {
                message.setEntity(
                        new InputStreamEntity(new BreakingOff(passing.stream(), message), passing.length(), null));
                // a refusal comes instead of the body, which then is missing
                message.setHeader(HttpHeaders.CONNECTION, "close");
            }
        }
        return message;
    }

    private static boolean neverSent(IOException thrown) {
        return thrown instanceof ConnectException || thrown instanceof ConnectTimeoutException
                || thrown instanceof ConnectionRequestTimeoutException || thrown instanceof NoRouteToHostException
                || thrown instanceof UnknownHostException;
    }

}
