package org.groundswell.defaults.sample;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Addresses to make mistakes with. */
@RestController
class SampleController {

    static final String SECRET = "the password is swordfish";

    @PostMapping(path = "/things", consumes = MediaType.APPLICATION_JSON_VALUE)
    Thing take(@Valid @RequestBody Thing thing) {
        return thing;
    }

    @PostMapping("/anything")
    JsonNode takeAnything(@RequestBody JsonNode body) {
        return body;
    }

    @GetMapping(path = "/things", produces = MediaType.APPLICATION_JSON_VALUE)
    List<Thing> list(@RequestParam(defaultValue = "1") @Range(min = 1, max = 100) int size) {
        return List.of();
    }

    @GetMapping("/things/{number}")
    Map<String, Long> read(@PathVariable long number) {
        return Map.of("number", number);
    }

    @GetMapping("/broken")
    void broken() {
        throw new IllegalStateException(SECRET);
    }

    @GetMapping("/store-away")
    void storeAway() {
        throw new DataAccessResourceFailureException(SECRET);
    }

    @GetMapping("/private")
    void reserved() {
    }

    @GetMapping("/internal/things")
    Map<String, String> internal() {
        return Map.of("seen", "inside");
    }

    record Thing(@NotBlank(message = "must be given") String name,
            @Range(min = 1, max = 10_000, message = "must be between {min} and {max}") int people, @Nullable Instant at,
            @Nullable List<@Range(min = 1) Long> thresholds, @Nullable Inner inner) {

        record Inner(@Nullable Boolean loud) {
        }

    }

}
