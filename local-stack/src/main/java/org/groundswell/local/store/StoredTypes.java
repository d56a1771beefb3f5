package org.groundswell.local.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ObjectDataType;

/**
 * How keys and documents stand in the file: documents as BSON, and keys that are text as
 * text. Left to itself, the file would hold both as serialised Java objects, and compare
 * keys by serialising them, which took half of the store's time.
 */
final class StoredTypes {

    private static final Keys KEYS = new Keys();

    private static final Documents DOCUMENTS = new Documents();

    private StoredTypes() {
    }

    /** Opens a map of documents, or makes it; whoever opens it later gets this one. */
    static void openDocuments(MVStore store, String map) {
        store.openMap(map, new MVMap.Builder<Object, Document>().keyType(KEYS).valueType(DOCUMENTS));
    }

    /** Opens a map from keys to documents' places, or makes it. */
    static void openIndex(MVStore store, String map) {
        store.openMap(map, new MVMap.Builder<Object, Object>().keyType(KEYS).valueType(KEYS));
    }

    private static final class Keys extends BasicDataType<Object> {

        private static final byte OTHER = 0;

        private static final byte TEXT = 1;

        private static final byte TEXT_OF_INDEX = 2;

        private static final int OVERHEAD = 64;

        private final ObjectDataType others = new ObjectDataType();

        @Override
        public int getMemory(Object key) {
            return (kindOf(key) != OTHER) ? OVERHEAD + 2 * textOf(key).length() : this.others.getMemory(key);
        }

        @Override
        public int compare(Object one, Object other) {
            byte kind = kindOf(one);
            int byKind = Byte.compare(kind, kindOf(other));
            if (byKind != 0) {
                return byKind;
            }
            return (kind != OTHER) ? textOf(one).compareTo(textOf(other)) : this.others.compare(one, other);
        }

        @Override
        public void write(WriteBuffer to, Object key) {
            byte kind = kindOf(key);
            to.put(kind);
            if (kind == OTHER) {
                this.others.write(to, key);
                return;
            }
            byte[] text = textOf(key).getBytes(StandardCharsets.UTF_8);
            to.putVarInt(text.length).put(text);
        }

        @Override
        public Object read(ByteBuffer from) {
            byte kind = from.get();
            if (kind == OTHER) {
                return this.others.read(from);
            }
            byte[] text = new byte[DataUtils.readVarInt(from)];
            from.get(text);
            String key = new String(text, StandardCharsets.UTF_8);
            return (kind == TEXT) ? key : new KeyValue(key);
        }

        @Override
        public Object[] createStorage(int size) {
            return new Object[size];
        }

        private static byte kindOf(Object key) {
            if (key instanceof String text) {
                return isText(text) ? TEXT : OTHER;
            }
            return (key instanceof KeyValue value && value.size() == 1 && value.get(0) instanceof String text
                    && isText(text)) ? TEXT_OF_INDEX : OTHER;
        }

        /** Halves of characters would not be the same when they are read back. */
        private static boolean isText(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (Character.isSurrogate(text.charAt(i))) {
                    return false;
                }
            }
            return true;
        }

        private static String textOf(Object key) {
            return (key instanceof KeyValue value) ? (String) value.get(0) : (String) key;
        }

    }

    private static final class Documents extends BasicDataType<Document> {

        /** About what a pledge takes. */
        private static final int MEMORY = 1024;

        @Override
        public int getMemory(Document document) {
            return MEMORY;
        }

        @Override
        public void write(WriteBuffer to, Document document) {
            ByteBuf bson = Unpooled.buffer(MEMORY);
            BsonEncoder.encodeDocument(document, bson);
            to.putVarInt(bson.readableBytes()).put(bson.array(), bson.arrayOffset(), bson.readableBytes());
        }

        @Override
        public Document read(ByteBuffer from) {
            byte[] bson = new byte[DataUtils.readVarInt(from)];
            from.get(bson);
            return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
        }

        @Override
        public Document[] createStorage(int size) {
            return new Document[size];
        }

    }

}
