package org.groundswell.local.deadletters;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters on a Kafka. A letter that was put back stays where it is; a record
 * after it says so.
 */
public final class DeadLetters {

    /** As much as the letters' own topic takes. */
    private static final int LARGEST_REQUEST = 2 * 1024 * 1024;

    private final String kafka;

    /**
     * Letters that are read when they are asked for.
     * @param kafka the brokers, as hosts and ports
     */
    public DeadLetters(String kafka) {
        this.kafka = kafka;
    }

    /**
     * All letters, those that were put back included, the oldest first.
     * @return empty when there are none
     * @throws IOException when Kafka does not answer
     */
    public List<DeadLetter> list() throws IOException {
        Map<String, DeadLetter> letters = new HashMap<>();
        Set<String> putBack = new HashSet<>();
        try (LetterReader reader = new LetterReader(this.kafka)) {
            while (reader.hasMore()) {
                for (ConsumerRecord<byte[], byte[]> record : reader.next()) {
                    String marked = DeadLetter.marked(record);
                    if (marked != null) {
                        putBack.add(marked);
                    }
                    else {
                        letters.put(DeadLetter.id(record), DeadLetter.of(record));
                    }
                }
            }
        }
        catch (KafkaException ex) {
            throw readable(ex);
        }
        putBack.forEach((id) -> letters.computeIfPresent(id, (key, letter) -> letter.asPutBack()));
        return letters.values()
            .stream()
            .sorted(Comparator.comparing(DeadLetter::at).thenComparing(DeadLetter::id))
            .toList();
    }

    /**
     * Sends letters to their topics again, as they were before, and then marks them as
     * put back. When this is ended in between, a letter was sent and is not marked: to
     * send it once more does no harm, since consumers know what they have seen.
     * @param chosen which, out of {@link #list()}
     * @param tell hears of each what became of it, once that is certain
     * @throws IOException when Kafka does not answer
     * @throws InterruptedException when the calling thread is told to stop
     */
    public void putBack(Collection<DeadLetter> chosen, Consumer<PutBack> tell)
            throws IOException, InterruptedException {
        try (LetterReader reader = new LetterReader(this.kafka); KafkaProducer<byte[], byte[]> producer = producer()) {
            Map<String, DeadLetter> wanted = new HashMap<>();
            for (DeadLetter letter : chosen) {
                String obstacle = obstacle(letter, reader.topics());
                if (obstacle == null) {
                    wanted.put(letter.id(), letter);
                }
                else {
                    tell.accept(new PutBack(letter, obstacle));
                }
            }
            while (!wanted.isEmpty() && reader.hasMore()) {
                List<Sent> sent = new ArrayList<>();
                for (ConsumerRecord<byte[], byte[]> record : reader.next()) {
                    DeadLetter letter = wanted.remove(DeadLetter.id(record));
                    if (letter != null) {
                        sent.add(new Sent(letter, producer.send(original(record, letter))));
                    }
                }
                mark(sent, producer, tell);
            }
        }
        catch (InterruptException ex) {
            throw new InterruptedException(ex.getMessage());
        }
        catch (KafkaException ex) {
            throw readable(ex);
        }
    }

    private static @Nullable String obstacle(DeadLetter letter, Set<String> topics) {
        if (letter.cut()) {
            return "a part of it was left out when it was put aside";
        }
        String topic = letter.topic();
        if (topic == null || topic.equals(DeadLetter.TOPIC)) {
            return "nothing says where it came from";
        }
        return topics.contains(topic) ? null : "there is no topic " + topic;
    }

    /** Without a partition: it belongs where its key says. */
    private static ProducerRecord<byte[], byte[]> original(ConsumerRecord<byte[], byte[]> record, DeadLetter letter) {
        return new ProducerRecord<>(letter.topic(), null, record.key(), record.value(),
                DeadLetter.originalHeaders(record.headers()));
    }

    private static void mark(List<Sent> sent, KafkaProducer<byte[], byte[]> producer, Consumer<PutBack> tell)
            throws InterruptedException {
        List<Sent> marked = new ArrayList<>();
        for (Sent one : sent) {
            String problem = one.problem();
            if (problem == null) {
                marked.add(new Sent(one.letter(), producer.send(DeadLetter.marker(one.letter().id()))));
            }
            else {
                tell.accept(new PutBack(one.letter(), problem));
            }
        }
        for (Sent one : marked) {
            String problem = one.problem();
            tell.accept(new PutBack(one.letter(),
                    (problem != null) ? "it was sent, but could not be marked: " + problem : null));
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, this.kafka,
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true, ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST, ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000),
                new ByteArraySerializer(), new ByteArraySerializer());
    }

    private IOException readable(KafkaException problem) {
        return new IOException(
                (problem instanceof TimeoutException) ? "Kafka at %s does not answer".formatted(this.kafka)
                        : "Kafka at %s: %s".formatted(this.kafka, problem.getMessage()),
                problem);
    }

    private record Sent(DeadLetter letter, Future<RecordMetadata> acknowledgement) {

        @Nullable String problem() throws InterruptedException {
            try {
                this.acknowledgement.get();
                return null;
            }
            catch (ExecutionException ex) {
                return (ex.getCause() != null) ? ex.getCause().getMessage() : ex.getMessage();
            }
        }

    }

}
