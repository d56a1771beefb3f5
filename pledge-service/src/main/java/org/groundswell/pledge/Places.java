package org.groundswell.pledge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The places that a pledge can name: nations, NHS regions, integrated care boards, health
 * boards.
 */
@Component
public class Places {

    private final Set<String> codes;

    Places(PledgeProperties properties) throws IOException {
        try (var lines = new BufferedReader(
                new InputStreamReader(properties.places().getInputStream(), StandardCharsets.UTF_8))) {
            this.codes = lines.lines()
                .skip(1)
                .map(line -> line.substring(0, Math.max(0, line.indexOf(','))))
                .filter(code -> !code.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        }
        if (codes.isEmpty()) {
            throw new IllegalStateException("no places in " + properties.places());
        }
    }

    /**
     * Whether there is a place of that code.
     * @param code a code
     * @return whether it is known
     */
    public boolean contains(String code) {
        return codes.contains(code);
    }

}
