package org.groundswell.local.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.groundswell.local.store.EmbeddedStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class InsertRateTests {

    @Test
    void insertsAreCountedAndLeaveNothing(@TempDir Path dir) throws Exception {
        try (EmbeddedStore store = EmbeddedStore.start(dir, 0)) {
            String uri = store.connectionString("");
            List<InsertRate> rates = InsertRate.measure(uri, List.of(1, 20), Duration.ofMillis(200));
            assertThat(rates).extracting(InsertRate::group).containsExactly(1, 20);
            assertThat(rates).allSatisfy((rate) -> {
                assertThat(rate.commandsPerSecond()).isPositive();
                assertThat(rate.documentsPerSecond()).isEqualTo(rate.group() * rate.commandsPerSecond());
            });
            try (MongoClient client = MongoClients.create(uri)) {
                assertThat(client.listDatabaseNames()).doesNotContain("benchmark");
            }
        }
    }

}
