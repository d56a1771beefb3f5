package org.groundswell.campaign;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.UUID;
import org.groundswell.local.store.EmbeddedStore;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.data.mongodb.core.MongoTemplate;

/** An embedded store without a service around it. */
public final class TestStore implements BeforeAllCallback, AfterAllCallback {

    private EmbeddedStore store;

    private MongoClient client;

    @Override
    public void beforeAll(ExtensionContext context) {
        try {
            store = EmbeddedStore.start(Files.createTempDirectory("store"), 0);
            client = MongoClients.create(store.connectionString("test"));
        }
        catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        client.close();
        store.close();
    }

    /**
     * A database that nobody has used yet.
     * @return the database
     */
    public MongoTemplate newDatabase() {
        return new MongoTemplate(client, "test-" + UUID.randomUUID());
    }

}
