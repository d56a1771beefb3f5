package org.groundswell.gateway.upstream;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.loadbalancer.DefaultResponse;
import org.springframework.cloud.client.loadbalancer.EmptyResponse;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.client.loadbalancer.Response;
import org.springframework.cloud.loadbalancer.core.ReactorServiceInstanceLoadBalancer;
import reactor.core.publisher.Mono;

/**
 * Takes the instances of a service in turn, never one that this request has tried, and
 * one that has just refused a connection only when there is no other.
 */
class PassingOverLoadBalancer implements ReactorServiceInstanceLoadBalancer {

    private final String service;

    private final DiscoveryClient instances;

    private final UnreachableInstances unreachable;

    private final AtomicInteger turn = new AtomicInteger();

    PassingOverLoadBalancer(String service, DiscoveryClient instances, UnreachableInstances unreachable) {
        this.service = service;
        this.instances = instances;
        this.unreachable = unreachable;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public Mono<Response<ServiceInstance>> choose(Request request) {
        var tried = request.getContext() instanceof InstanceChoice choice ? choice.tried() : Set.<String>of();
        var chosen = next(instances.getInstances(service), tried);
        return Mono.just(chosen == null ? new EmptyResponse() : new DefaultResponse(chosen));
    }

    private @Nullable ServiceInstance next(List<ServiceInstance> all, Set<String> tried) {
        ServiceInstance lastResort = null;
        var first = turn.getAndIncrement();
        for (var offset = 0; offset < all.size(); offset++) {
            var instance = all.get(Math.floorMod(first + offset, all.size()));
            if (tried.contains(id(instance))) {
                continue;
            }
            if (!unreachable.contains(id(instance))) {
                return instance;
            }
            lastResort = lastResort == null ? instance : lastResort;
        }
        return lastResort;
    }

    /** What tells an instance from the others: where it listens. */
    static String id(ServiceInstance instance) {
        return instance.getHost() + ':' + instance.getPort();
    }

}
