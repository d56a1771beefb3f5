package org.groundswell.local.store;

import java.util.List;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * A database whose maps are opened with {@linkplain StoredTypes types of our own}. H2
 * gives a map that is open to whoever asks for it again, so all it takes is to be first.
 */
final class CommittedDatabase extends H2Database {

    private static final String DOCUMENTS = "databases.";

    private static final String INDEX = "._index_";

    /** Not there yet while the superclass opens what the file holds. */
    private final @Nullable MVStore store;

    private CommittedDatabase(String name, MVStore store, CursorRegistry cursors) {
        super(name, store, cursors);
        this.store = store;
    }

    /** Opens all that the file holds of a database. */
    static CommittedDatabase open(String name, MVStore store, CursorRegistry cursors) {
        for (String map : List.copyOf(store.getMapNames())) {
            if (map.startsWith(DOCUMENTS + name + ".")) {
                StoredTypes.openDocuments(store, map);
            }
            else if (map.startsWith(name + ".") && map.contains(INDEX)) {
                StoredTypes.openIndex(store, map);
            }
        }
        // Its own collections are not in the file before they are first used.
        for (String own : List.of("system.namespaces", "system.indexes")) {
            StoredTypes.openDocuments(store, DOCUMENTS + name + "." + own);
        }
        return new CommittedDatabase(name, store, cursors);
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String collection, CollectionOptions options) {
        if (this.store != null) {
            StoredTypes.openDocuments(this.store, DOCUMENTS + getFullCollectionNamespace(collection));
        }
        return super.openOrCreateCollection(collection, options);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(String collection, String index, List<IndexKey> keys,
            boolean sparse) {
        if (this.store != null) {
            StoredTypes.openIndex(this.store, getFullCollectionNamespace(collection) + INDEX + index);
        }
        return super.openOrCreateUniqueIndex(collection, index, keys, sparse);
    }

}
