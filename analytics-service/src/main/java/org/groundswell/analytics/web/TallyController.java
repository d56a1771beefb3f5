package org.groundswell.analytics.web;

import java.time.Clock;
import org.groundswell.analytics.Level;
import org.groundswell.analytics.Places;
import org.groundswell.analytics.caching.Caching;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A campaign's tally, once. */
@RestController
class TallyController {

    private final Tallies tallies;

    private final Places places;

    private final Clock clock;

    TallyController(Tallies tallies, Places places, Clock clock) {
        this.tallies = tallies;
        this.places = places;
        this.clock = clock;
    }

    @GetMapping("/api/campaigns/{slug}/tally")
    ResponseEntity<TallyView> tally(@PathVariable String slug, @RequestParam(defaultValue = "place") Level level) {
        var tally = tallies.find(slug);
        var now = clock.instant();
        return ResponseEntity.ok()
            .eTag("\"" + tally.version() + "-" + TallyView.minuteOf(now) + (level == Level.PLACE ? "" : "-" + level)
                    + "\"")
            .cacheControl(Caching.A_MOMENT)
            .body(TallyView.of(tally, places, level, now));
    }

}
