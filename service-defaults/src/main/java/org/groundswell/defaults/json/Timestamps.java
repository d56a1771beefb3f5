package org.groundswell.defaults.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Writes instants as RFC 3339 in UTC with exactly three digits of a second, as the public
 * interface promises: {@code 2026-03-13T09:00:00.000Z}. Reads RFC 3339 of the years 0 to
 * 9999 in any offset, and nothing else: a number would be taken for seconds by some and
 * for milliseconds by others.
 */
public final class Timestamps extends SimpleModule {

    private static final long serialVersionUID = 1L;

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
        .withZone(ZoneOffset.UTC);

    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** Creates the module. */
    public Timestamps() {
        super("timestamps");
        addSerializer(Instant.class, new InstantSerializer());
        addDeserializer(Instant.class, new InstantDeserializer());
    }

    /**
     * The text of an instant as it stands everywhere in the public interface.
     * @param instant any instant of the years 0 to 9999
     * @return for example {@code 2026-03-13T09:00:00.000Z}
     */
    public static String format(Instant instant) {
        return FORMAT.format(instant);
    }

    /**
     * Reads such a text, with seconds and whatever fractions of them.
     * @param text for example {@code 2026-03-13T09:00:00Z}
     * @return the instant; empty when it is none of the years 0 to 9999 in RFC 3339
     */
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(DateTimeFormatter.ISO_INSTANT.parse(text, Instant::from))
                .filter(instant -> !instant.isBefore(EARLIEST) && !instant.isAfter(LATEST));
        }
        catch (DateTimeParseException notRfc3339) {
            return Optional.empty();
        }
    }

    private static final class InstantSerializer extends ValueSerializer<Instant> {

        @Override
        public void serialize(Instant value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(format(value));
        }

    }

    private static final class InstantDeserializer extends ValueDeserializer<Instant> {

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(context.constructType(Instant.class), parser);
            }
            var text = parser.getString();
            var instant = parse(text);
            return instant.isPresent() ? instant.get()
                    : (Instant) context.handleWeirdStringValue(Instant.class, text, "not RFC 3339");
        }

    }

}
