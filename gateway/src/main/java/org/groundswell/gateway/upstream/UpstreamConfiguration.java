package org.groundswell.gateway.upstream;

import java.time.Clock;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@LoadBalancerClients(defaultConfiguration = LoadBalancing.class)
class UpstreamConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    UnreachableInstances unreachableInstances(Clock clock) {
        return new UnreachableInstances(clock);
    }

    /**
     * Passes on what it is given: it neither retries, follows, unpacks nor remembers
     * anything of its own accord.
     */
    @Bean(destroyMethod = "close")
    CloseableHttpClient upstreamHttpClient(UpstreamProperties properties) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
            .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
            .setMaxConnPerRoute(properties.maxConnections())
            .setMaxConnTotal(properties.maxConnections() * 4)
            .setDefaultConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(properties.connectTimeout()))
                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                .build())
            .setDefaultSocketConfig(SocketConfig.custom().setTcpNoDelay(true).build())
            .build();
        return HttpClients.custom()
            .setConnectionManager(connections)
            // shorter than the 20 s after which a service closes an idle connection
            .evictIdleConnections(TimeValue.ofSeconds(10))
            .evictExpiredConnections()
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableContentCompression()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableDefaultUserAgent()
            .build();
    }

}
