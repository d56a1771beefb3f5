package org.groundswell.gateway.routing;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.groundswell.gateway.upstream.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The streams that are being passed on. They never end of themselves, so a shutdown that
 * waits for requests to end has to end these first.
 */
@Component
class OpenStreams {

    private static final Logger log = LoggerFactory.getLogger(OpenStreams.class);

    private final Set<Answer> open = ConcurrentHashMap.newKeySet();

    private volatile boolean closing;

    OpenStreams(MeterRegistry meters) {
        meters.gaugeCollectionSize("groundswell.gateway.streams", List.of(), open);
    }

    void pass(Answer answer, Passing passing) throws IOException {
        open.add(answer);
        try {
            if (closing) {
                // It came too late to be ended with the others.
                answer.close();
            }
            passing.run();
        }
        catch (IOException broken) {
            if (!closing) {
                throw broken;
            }
        }
        finally {
            open.remove(answer);
        }
    }

    @EventListener(ContextClosedEvent.class)
    void endAll() {
        closing = true;
        for (var answer : open) {
            try {
                answer.close();
            }
            catch (IOException already) {
                log.debug("stream was closed already", already);
            }
        }
    }

    @FunctionalInterface
    interface Passing {

        void run() throws IOException;

    }

}
