package org.groundswell.analytics.web;

import jakarta.validation.constraints.Pattern;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.groundswell.analytics.History;
import org.groundswell.analytics.History.Point;
import org.groundswell.analytics.History.Step;
import org.groundswell.analytics.Tally;
import org.groundswell.analytics.caching.Rendered;
import org.groundswell.defaults.json.Timestamps;
import org.groundswell.defaults.problem.FieldError;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** How a campaign's count grew. */
@RestController
class HistoryController {

    /** Two weeks of minutes, fifty years of days. */
    private static final long MOST_POINTS = 20_160;

    private static final int POINTS_BY_DEFAULT = 1_440;

    private static final String CSV = "text/csv";

    private static final MediaType CSV_IN_UTF_8 = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final Tallies tallies;

    private final History history;

    private final JsonMapper json;

    private final Clock clock;

    HistoryController(Tallies tallies, History history, JsonMapper json, Clock clock) {
        this.tallies = tallies;
        this.history = history;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping(path = "/api/campaigns/{slug}/history", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> json(@PathVariable String slug,
            @RequestParam(defaultValue = "hour") @Pattern(regexp = "minute|hour|day",
                    message = "must be minute, hour or day") String step,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        return answer(MediaType.APPLICATION_JSON, json.writeValueAsBytes(view(slug, step, from, to)));
    }

    @GetMapping(path = "/api/campaigns/{slug}/history", produces = CSV)
    ResponseEntity<byte[]> csv(@PathVariable String slug,
            @RequestParam(defaultValue = "hour") @Pattern(regexp = "minute|hour|day",
                    message = "must be minute, hour or day") String step,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        var view = view(slug, step, from, to);
        var lines = view.points()
            .stream()
            .map(point -> "%s,%d,%d\r\n".formatted(Timestamps.format(point.at()), point.pledges(), point.people()))
            .collect(Collectors.joining("", "at,pledges,people\r\n", ""));
        return answer(CSV_IN_UTF_8, lines.getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity<byte[]> answer(MediaType type, byte[] body) {
        return Rendered.of(body).answer(type).varyBy("Accept").body(body);
    }

    private HistoryView view(String slug, String stepName, @Nullable String from, @Nullable String to) {
        var tally = tallies.find(slug);
        var step = Step.valueOf(stepName.toUpperCase(Locale.ROOT));
        var until = to == null ? end(tally) : instant("to", to);
        var since = from == null ? start(tally, step, until) : instant("from", from);
        if (since.isAfter(until)) {
            throw new UnusableRange(new FieldError("from", "must not be after to"));
        }
        if (Duration.between(since, until).dividedBy(step.length()) > MOST_POINTS) {
            throw new UnusableRange(new FieldError("from", "must be at most 20,160 steps before to"));
        }
        return new HistoryView(stepName, history.of(tally, step, since, until));
    }

    private static Instant instant(String name, String text) {
        return Timestamps.parse(text)
            .orElseThrow(
                    () -> new UnusableRange(new FieldError(name, "must be a time such as 2026-03-13T09:00:00.000Z")));
    }

    private Instant end(Tally tally) {
        var now = clock.instant();
        return tally.closesAt() != null && tally.closesAt().isBefore(now) ? tally.closesAt() : now;
    }

    private static Instant start(Tally tally, Step step, Instant until) {
        var byDefault = until.minus(step.length().multipliedBy(POINTS_BY_DEFAULT));
        var opened = tally.opensAt();
        return opened != null && opened.isAfter(byDefault) && !opened.isAfter(until) ? opened : byDefault;
    }

    /** The answer in JSON. */
    record HistoryView(String step, List<Point> points) {
    }

    /** What was asked for is no range, or too much. */
    static final class UnusableRange extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient FieldError error;

        UnusableRange(FieldError error) {
            super("The range cannot be shown.", null, false, false);
            this.error = error;
        }

        FieldError error() {
            return error;
        }

    }

}
