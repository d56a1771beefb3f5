package org.groundswell.analytics.web;

import org.groundswell.analytics.Rebuild;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** How an operator has everything counted anew; not reachable from outside. */
@RestController
class RebuildController {

    private final Rebuild rebuild;

    RebuildController(Rebuild rebuild) {
        this.rebuild = rebuild;
    }

    @GetMapping("/internal/rebuild")
    Rebuild.Progress progress() {
        return rebuild.progress();
    }

    @PostMapping("/internal/rebuild")
    void begin() {
        rebuild.begin();
    }

    @PostMapping("/internal/rebuild/comparison")
    Rebuild.Comparison compare() {
        return rebuild.compare();
    }

    @PostMapping("/internal/rebuild/turn")
    void turn() {
        rebuild.turn();
    }

}
