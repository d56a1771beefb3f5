package org.groundswell.gateway.health;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/health}: 200 when at least one instance of every service is ready, else
 * 503. All instances are asked at once, and one that says nothing for 1.5 s is not ready.
 */
@RestController
class HealthController {

    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final DiscoveryClient instances;

    private final HttpClient http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(PATIENCE)
        .build();

    HealthController(DiscoveryClient instances) {
        this.instances = instances;
    }

    @GetMapping("/api/health")
    ResponseEntity<Health> health() {
        var asked = new TreeMap<String, CompletableFuture<Boolean>>();
        instances.getServices().forEach(service -> asked.put(service, ready(service)));
        var services = new TreeMap<String, String>();
        asked.forEach((service, ready) -> services.put(service, ready.join() ? "up" : "down"));
        var up = !services.containsValue("down");
        var answer = ResponseEntity.status(up ? 200 : 503).cacheControl(CacheControl.noStore());
        if (!up) {
            answer.header(HttpHeaders.RETRY_AFTER, "2");
        }
        return answer.body(new Health(up ? "up" : "down", services));
    }

    private CompletableFuture<Boolean> ready(String service) {
        return instances.getInstances(service)
            .stream()
            .map(this::ready)
            .reduce(CompletableFuture.completedFuture(false),
                    (one, other) -> one.thenCombine(other, Boolean::logicalOr));
    }

    private CompletableFuture<Boolean> ready(ServiceInstance instance) {
        var address = URI.create(instance.getUri() + "/actuator/health/readiness");
        var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
            .thenApply(answer -> answer.statusCode() == 200)
            .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
            .exceptionally(thrown -> false);
    }

}
