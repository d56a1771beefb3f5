package org.groundswell.defaults.store;

import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Bounds every wait for the store, so that a request is answered 503 while it is away,
 * and not after half a minute or never, as the driver's own defaults would have it.
 */
@AutoConfiguration(before = MongoAutoConfiguration.class)
public class StoreDefaults {

    private static final int SELECTION_SECONDS = 5;

    private static final int CONNECT_SECONDS = 3;

    private static final int READ_SECONDS = 15;

    @Bean
    MongoClientSettingsBuilderCustomizer boundedWaits() {
        return settings -> settings
            .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(SELECTION_SECONDS, TimeUnit.SECONDS))
            .applyToSocketSettings(socket -> socket.connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .readTimeout(READ_SECONDS, TimeUnit.SECONDS));
    }

}
