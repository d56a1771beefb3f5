package org.groundswell.local.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many signatures a petition had at a moment.
 *
 * @param at the moment
 * @param signatures the count, which may be lower than an earlier one: signatures are
 * struck off at times
 */
record Snapshot(Instant at, long signatures) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /**
     * Reads a JSON array of {@code {"updated_at": "2019-03-20 19:20:00",
     * "signature_count": 75024}}, times in UTC.
     * @throws IOException when the file cannot be read or is not that; the message says
     * where
     */
    static List<Snapshot> read(Path file) throws IOException {
        List<Snapshot> snapshots = new ArrayList<>();
        try {
            for (JsonNode element : JsonMapper.shared().readTree(Files.readString(file))) {
                snapshots.add(new Snapshot(
                        LocalDateTime.parse(element.get("updated_at").asString(), TIME).toInstant(ZoneOffset.UTC),
                        element.get("signature_count").asLong()));
            }
        }
        catch (JacksonException | DateTimeException | NullPointerException ex) {
            throw new IOException(
                    "%s: snapshot %d is not {updated_at, signature_count}".formatted(file, snapshots.size() + 1), ex);
        }
        if (snapshots.size() < 2) {
            throw new IOException(file + " has fewer than two snapshots, so nothing to replay");
        }
        return snapshots;
    }

}
