package org.groundswell.defaults.events;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import jakarta.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads CloudEvents in Kafka's binary content mode. Data is read into a record that
 * declares just the fields its service uses, with their constraints; other fields are
 * ignored, so that an event may grow.
 */
public final class EventReader {

    private final JsonMapper json;

    private final Validator validator;

    /**
     * Creates a reader.
     * @param json the application's mapper; its strictness about unknown fields is not
     * taken over
     * @param validator checks the constraints of the records read
     */
    public EventReader(JsonMapper json, Validator validator) {
        this.json = json.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
        this.validator = validator;
    }

    /**
     * The event in a message of a Spring Cloud Stream binding.
     * @param message a message with the record's headers and its value as bytes; where
     * the record has no value, the binder puts a placeholder of another class
     * @return the event
     * @throws UnreadableEvent when it is none
     */
    public CloudEvent read(Message<?> message) {
        var headers = new RecordHeaders();
        message.getHeaders().forEach((name, value) -> {
            if (name.startsWith("ce_") || name.equals("content-type")) {
                headers.add(name,
                        value instanceof byte[] bytes ? bytes : String.valueOf(value).getBytes(StandardCharsets.UTF_8));
            }
        });
        return read(headers, message.getPayload() instanceof byte[] value ? value : null);
    }

    /**
     * The event in a Kafka record.
     * @param headers the record's headers
     * @param value the record's value
     * @return the event
     * @throws UnreadableEvent when it is none
     */
    public CloudEvent read(Headers headers, byte @Nullable [] value) {
        if (value == null) {
            throw new UnreadableEvent("no value", null);
        }
        try {
            return KafkaMessageFactory.createReader(headers, value).toEvent();
        }
        catch (CloudEventRWException | IllegalArgumentException | IllegalStateException thrown) {
            throw new UnreadableEvent("not a CloudEvent", thrown);
        }
    }

    /**
     * An event's data.
     * @param <T> the record that declares what its reader uses
     * @param event the event
     * @param type the record's class
     * @return the data, valid by the record's constraints
     * @throws UnreadableEvent when the data is missing, is not JSON of this form, or
     * breaks a constraint
     */
    public <T> T data(CloudEvent event, Class<T> type) {
        var data = event.getData();
        if (data == null) {
            throw new UnreadableEvent(event.getType() + " without data", null);
        }
        var read = parse(event, data.toBytes(), type);
        var violations = validator.validate(read);
        if (!violations.isEmpty()) {
            throw new UnreadableEvent(event.getType() + " breaks its schema at "
                    + violations.stream()
                        .map(violation -> violation.getPropertyPath().toString())
                        .sorted()
                        .collect(Collectors.joining(", ")),
                    null);
        }
        return read;
    }

    private <T> T parse(CloudEvent event, byte[] data, Class<T> type) {
        try {
            // The literal null is JSON, and no data.
            var read = json.readValue(data, type);
            if (read != null) {
                return read;
            }
        }
        catch (JacksonException thrown) {
            // Its message would repeat the data.
        }
        throw new UnreadableEvent(event.getType() + " with data of another form", null);
    }

}
