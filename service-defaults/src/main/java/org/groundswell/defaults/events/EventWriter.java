package org.groundswell.defaults.events;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.json.JsonMapper;

/** Puts events into the form in which they travel: CloudEvents 1.0 with JSON data. */
public final class EventWriter {

    private final JsonMapper json;

    private final URI source;

    /**
     * Creates a writer.
     * @param json writes the data
     * @param service the sending service's name, which becomes the events' source
     */
    public EventWriter(JsonMapper json, String service) {
        this.json = json;
        this.source = URI.create("/" + service);
    }

    /**
     * The CloudEvent.
     * @param event what to say
     * @return the same as a CloudEvent
     */
    public CloudEvent write(Event event) {
        return CloudEventBuilder.v1()
            .withId(event.id())
            .withSource(source)
            .withType(event.type())
            .withSubject(event.subject())
            .withTime(event.time().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC))
            .withData("application/json", json.writeValueAsBytes(event.data()))
            .build();
    }

}
