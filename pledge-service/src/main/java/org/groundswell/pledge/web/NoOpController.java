package org.groundswell.pledge.web;

import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes what a pledge takes and does nothing, for a benchmark to compare with. */
@RestController
@ConditionalOnBooleanProperty("groundswell.benchmark.no-op")
class NoOpController {

    @PostMapping("/api/no-op")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, String> nothing(@RequestBody byte[] ignored) {
        return Map.of("status", "nothing");
    }

}
