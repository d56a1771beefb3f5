package org.groundswell.defaults.benchmark;

import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Requests that do nothing, where {@code groundswell.benchmark.no-op} is true. */
@AutoConfiguration
@ConditionalOnBooleanProperty("groundswell.benchmark.no-op")
@Import(NoOpDefaults.NoOpController.class)
public class NoOpDefaults {

    /** Takes what other requests take, and answers as they do. */
    @RestController
    static class NoOpController {

        private static final Map<String, String> NOTHING = Map.of("status", "nothing");

        @GetMapping("/api/no-op")
        Map<String, String> read() {
            return NOTHING;
        }

        @PostMapping("/api/no-op")
        @ResponseStatus(HttpStatus.CREATED)
        Map<String, String> write(@RequestBody byte[] ignored) {
            return NOTHING;
        }

    }

}
