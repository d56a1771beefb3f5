package org.groundswell.gateway.routing;

import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.web.servlet.function.RequestPredicates.methods;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import java.net.URI;
import java.util.stream.Stream;
import org.groundswell.gateway.upstream.UpstreamProperties;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The list of what may pass to which service. What is not on it does not exist for the
 * outside: a service's {@code /internal/**} and {@code /actuator/**} are not.
 */
@Configuration(proxyBeanMethods = false)
class Routes {

    private static final RequestPredicate READ_OR_WRITE = methods(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST,
            HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private final int largestBody;

    private final long largestBatch;

    private final boolean noOp;

    Routes(UpstreamProperties properties, BenchmarkProperties benchmark) {
        largestBody = (int) properties.maxBody().toBytes();
        largestBatch = properties.maxBatch().toBytes();
        noOp = benchmark.noOp();
    }

    @Bean
    RouterFunction<ServerResponse> pledgeRoutes() {
        var pledges = batches().and(to("pledge-service", "/api/campaigns/{slug}/pledges",
                "/api/campaigns/{slug}/pledges/batch", "/api/campaigns/{slug}/pledges/audit",
                "/api/campaigns/{slug}/pledges/held", "/api/campaigns/{slug}/pledges/{id}/release",
                "/api/campaigns/{slug}/pledges/{id}/remove", "/api/pledges/{id}", "/api/pledges/confirm"));
        return noOp ? pledges.and(to("pledge-service", "/api/no-op")) : pledges;
    }

    /** Too long to be held in memory. */
    private RouterFunction<ServerResponse> batches() {
        return route("batches").route(methods(HttpMethod.POST).and(path("/api/campaigns/{slug}/pledges/batch")), http())
            .before(request -> {
                RequestBody.pass(request, largestBatch);
                return towards("pledge-service", request);
            })
            .build();
    }

    @Bean
    RouterFunction<ServerResponse> analyticsRoutes() {
        return to("analytics-service", "/api/campaigns/{slug}/tally", "/api/campaigns/{slug}/tally/stream",
                "/api/campaigns/{slug}/history", "/api/campaigns/{slug}/recount", "/api/tallies/stream",
                "/petitions.json", "/petitions.csv", "/petitions/{number}", "/petitions/{number}.json",
                "/petitions/{number}/count.json", "/trending.json", "/constituencies.json");
    }

    @Bean
    RouterFunction<ServerResponse> campaignRoutes() {
        return to("campaign-service", "/api/campaigns", "/api/campaigns/{slug}", "/api/campaigns/{slug}/launch",
                "/api/campaigns/{slug}/close", "/api/campaigns/{slug}/suspend", "/api/campaigns/{slug}/lift",
                "/api/campaigns/{slug}/audit", "/api/campaigns/{slug}/commitments",
                "/api/campaigns/{slug}/commitments/{id}", "/api/campaigns/{slug}/commitments/{id}/kept",
                "/api/campaigns/{slug}/editions", "/api/campaigns/{slug}/leads",
                "/api/campaigns/{slug}/leads/{organiserId}", "/api/campaigns/{slug}/invitations",
                "/api/campaigns/{slug}/invitations/{id}", "/api/invitations/accept", "/api/sign-in",
                "/api/sign-in/confirm", "/api/sign-in/provider", "/api/sign-in/provider/callback", "/api/sign-out",
                "/.well-known/jwks.json");
    }

    private RouterFunction<ServerResponse> to(String service, String... paths) {
        var known = Stream.of(paths).map(path -> path(path)).reduce(RequestPredicate::or).orElseThrow();
        return route(service).route(READ_OR_WRITE.and(known), http()).before(request -> {
            RequestBody.read(request, largestBody);
            return towards(service, request);
        }).build();
    }

    private static ServerRequest towards(String service, ServerRequest request) {
        MvcUtils.setRequestUrl(request, URI.create("http://" + service));
        return request;
    }

}
