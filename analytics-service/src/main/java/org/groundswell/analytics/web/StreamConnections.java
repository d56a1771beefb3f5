package org.groundswell.analytics.web;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Connections for thousands of streams. Without a bound the kernel keeps megabytes for a
 * listener that reads slowly: memory, and minutes of old news.
 */
@Configuration(proxyBeanMethods = false)
class StreamConnections {

    private static final int SEND_BUFFER_BYTES = 64 * 1024;

    /** Where a request is read; a longer head makes it grow. */
    private static final int READ_BUFFER_BYTES = 1024;

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> boundedBuffers() {
        return factory -> factory.addConnectorCustomizers(connector -> {
            connector.setProperty("socket.txBufSize", String.valueOf(SEND_BUFFER_BYTES));
            connector.setProperty("socket.appReadBufSize", String.valueOf(READ_BUFFER_BYTES));
        });
    }

}
