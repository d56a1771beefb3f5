package org.groundswell.local.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

import org.groundswell.local.client.Places;
import org.groundswell.local.client.Pledge;
import org.jspecify.annotations.Nullable;

/**
 * Believable pledges for {@link DemoCampaign}, from {@code pledges.txt} beside this
 * class.
 */
final class SamplePledges {

    private static final List<String> CHANNELS = List.of("web", "web", "web", "web", "widget", "event", "paper");

    private final List<Pledge> samples = read();

    private final List<String> places = Places.local();

    private final RandomGenerator random;

    SamplePledges(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Any sample, from any place; a team of several where the promise says "we". One in
     * four says no more than that.
     */
    Pledge next() {
        Pledge sample = this.samples.get(this.random.nextInt(this.samples.size()));
        boolean team = Objects.requireNonNull(sample.text()).startsWith("We ");
        boolean quiet = this.random.nextInt(4) == 0;
        return new Pledge((quiet && !team) ? null : sample.text(), quiet ? null : sample.displayName(),
                (this.random.nextInt(8) == 0) ? null : anyOf(this.places), sample.role(),
                (this.random.nextInt(5) == 0) ? null : sample.theme(), team ? this.random.nextInt(3, 25) : 1,
                anyOf(CHANNELS));
    }

    private String anyOf(List<String> values) {
        return values.get(this.random.nextInt(values.size()));
    }

    static List<Pledge> read() {
        try (InputStream in = Objects.requireNonNull(SamplePledges.class.getResourceAsStream("pledges.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                .filter((line) -> !line.startsWith("#"))
                .map((line) -> line.split("\\|", 4))
                .map((part) -> new Pledge(part[3], emptyToNull(part[2]), null, part[0], part[1], 1, "web"))
                .toList();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

}
