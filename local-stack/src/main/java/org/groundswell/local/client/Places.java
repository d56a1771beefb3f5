package org.groundswell.local.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The codes of places that people pledge from, from {@code places.csv} beside this class.
 */
public final class Places {

    private Places() {
    }

    /**
     * Integrated care boards and health boards: what a person would choose.
     * @return their codes, in the file's order
     */
    public static List<String> local() {
        try (InputStream in = Objects.requireNonNull(Places.class.getResourceAsStream("places.csv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                .filter((line) -> line.contains(",icb,") || line.contains(",health-board,"))
                .map((line) -> line.substring(0, line.indexOf(',')))
                .toList();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
