package org.groundswell.pledge;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.groundswell.defaults.testing.StandaloneService;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/**
 * The service as a process that dies, as if it were killed, when a pledge reaches a
 * {@link KillPoint}. Test and process talk through a folder.
 */
@TestConfiguration(proxyBeanMethods = false)
class KillPoints {

    /** What a process killed with SIGKILL ends with. */
    static final int KILLED = 137;

    private static final String FOLDER = "kill-points";

    /** Time for what must not happen yet: an answer, or a mark. */
    private static final Duration GRACE = Duration.ofMillis(500);

    /** In good health it looks after a second. */
    private static final Duration LOOKING = Duration.ofSeconds(5);

    /** How it looks for what an earlier process left, at last. */
    private static final String LOOK = "\"filter\": {\"withdrawalUnpublished\"";

    private final Path folder = Path.of(System.getProperty(FOLDER));

    private final Map<Integer, KillPoint.Command> underWay = new ConcurrentHashMap<>();

    private final Set<Integer> looks = ConcurrentHashMap.newKeySet();

    private final CountDownLatch looked = new CountDownLatch(1);

    /**
     * Runs the service and writes its port into the folder once it is ready: when it has
     * looked for what was left, so that it does not find what a test has it leave.
     * @param args Spring Boot's, after the folder
     * @throws IOException when the folder cannot be written
     * @throws InterruptedException never
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.setProperty(FOLDER, args[0]);
        var service = StandaloneService.of(PledgeService.class, KillPoints.class)
            .run(Arrays.copyOfRange(args, 1, args.length));
        service.getBean(KillPoints.class).looked.await(LOOKING.toSeconds(), TimeUnit.SECONDS);
        var port = service.getEnvironment().getRequiredProperty("local.server.port");
        write(Path.of(args[0], "port"), port);
    }

    /** From now on the process dies when that pledge is at that step. */
    static void arm(Path folder, KillPoint step, String pledgeId) throws IOException {
        write(folder.resolve("armed"), step + " " + pledgeId);
    }

    /** The client has its answer, which some steps wait for. */
    static void answered(Path folder) throws IOException {
        Files.createFile(folder.resolve("answered"));
    }

    /** The next process dies no more. */
    static void disarm(Path folder) throws IOException {
        for (var file : new String[] { "port", "armed", "answered" }) {
            Files.deleteIfExists(folder.resolve(file));
        }
    }

    @Bean
    MongoClientSettingsBuilderCustomizer aroundCommands() {
        return settings -> settings.addCommandListener(new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                beforeCommand(event.getRequestId(), event.getCommand().toJson());
            }

            @Override
            public void commandSucceeded(CommandSucceededEvent event) {
                afterCommand(event.getRequestId());
            }
        });
    }

    @Bean
    DefaultKafkaProducerFactoryCustomizer aroundSending() {
        return this::watch;
    }

    private void beforeCommand(int request, String text) {
        if (text.contains(LOOK)) {
            looks.add(request);
        }
        var armed = armed();
        for (var command : KillPoint.Command.values()) {
            if (text.contains(armed.pledgeId) && command.isIn(text)) {
                underWay.put(request, command);
                if (armed.step.isBefore(command)) {
                    die();
                }
            }
        }
    }

    private void afterCommand(int request) {
        if (looks.remove(request)) {
            looked.countDown();
        }
        var command = underWay.remove(request);
        if (command != null && armed().step.isAfter(command)) {
            die();
        }
    }

    private <K, V> void watch(DefaultKafkaProducerFactory<K, V> producers) {
        producers.addPostProcessor(this::watched);
    }

    @SuppressWarnings("unchecked")
    private <K, V> Producer<K, V> watched(Producer<K, V> producer) {
        return (Producer<K, V>) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Producer.class },
                (proxy, method, args) -> {
                    if (args != null && args[0] instanceof ProducerRecord<?, ?> event && isSwallowed(event)) {
                        return new CompletableFuture<>();
                    }
                    try {
                        return method.invoke(producer, args);
                    }
                    catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private boolean isSwallowed(ProducerRecord<?, ?> record) {
        var armed = armed();
        if (!(record.value() instanceof CloudEvent event) || !event.getId().startsWith(armed.pledgeId)) {
            return false;
        }
        if (armed.step == KillPoint.BEFORE_SENDING) {
            dieOnceAnswered();
        }
        if (armed.step == KillPoint.BEFORE_ACKNOWLEDGEMENT) {
            Thread.ofPlatform().start(this::dieOnceAnswered);
            return true;
        }
        return false;
    }

    private Armed armed() {
        try {
            var words = Files.readString(folder.resolve("armed")).split(" ");
            return new Armed(KillPoint.valueOf(words[0]), words[1]);
        }
        catch (NoSuchFileException unarmed) {
            return Armed.NOT;
        }
        catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private void dieOnceAnswered() {
        while (!Files.exists(folder.resolve("answered"))) {
            pause(Duration.ofMillis(10));
        }
        die();
    }

    private static void die() {
        pause(GRACE);
        Runtime.getRuntime().halt(KILLED);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        }
        catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(Path file, String text) throws IOException {
        var written = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Where a pledge's way ends. */
    private record Armed(KillPoint step, String pledgeId) {

        static final Armed NOT = new Armed(KillPoint.AFTER_MARK, "no pledge");

    }

}
