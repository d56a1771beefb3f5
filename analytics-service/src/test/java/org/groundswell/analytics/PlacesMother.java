package org.groundswell.analytics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/** Places. */
public final class PlacesMother {

    private PlacesMother() {
    }

    /**
     * The places that the service ships with.
     * @return the places
     */
    public static Places places() {
        return places(new ClassPathResource("places.csv"));
    }

    static Places places(String csv) {
        return places(new ByteArrayResource(csv.getBytes(StandardCharsets.UTF_8)));
    }

    private static Places places(Resource resource) {
        try {
            return new Places(new AnalyticsProperties("unused", resource, 1, Duration.ofSeconds(15)));
        }
        catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

}
