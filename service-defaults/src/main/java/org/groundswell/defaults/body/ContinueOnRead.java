package org.groundswell.defaults.body;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Asks for a body that waits to be asked for (RFC 9110, section 10.1.1) when it is read,
 * and not before: so that a refusal comes in its place.
 */
class ContinueOnRead implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addConnectorCustomizers(connector -> connector.setProperty("continueResponseTiming", "onRead"));
    }

}
