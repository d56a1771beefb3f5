package org.groundswell.gateway.upstream;

import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.loadbalancer.core.ReactorServiceInstanceLoadBalancer;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Built once for every service; not a configuration of the application itself. */
class LoadBalancing {

    @Bean
    ReactorServiceInstanceLoadBalancer loadBalancer(Environment environment, DiscoveryClient instances,
            UnreachableInstances unreachable) {
        var service = environment.getRequiredProperty(LoadBalancerClientFactory.PROPERTY_NAME);
        return new PassingOverLoadBalancer(service, instances, unreachable);
    }

}
