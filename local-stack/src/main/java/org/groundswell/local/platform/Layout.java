package org.groundswell.local.platform;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

import org.groundswell.local.process.ProcessSpec;
import org.jspecify.annotations.Nullable;

/**
 * Which processes a run has, with all their settings.
 */
final class Layout {

    /**
     * They never have much to do, so the second compiler would take longer than it saves,
     * and from the others.
     */
    private static final Set<String> UNHURRIED = Set.of("campaign-service", "notification-service");

    /** Nobody is bothered there by scripts that sign in again and again. */
    private static final String MAILS_TO_LOCAL_MAILBOX = "30";

    private static final String LOCAL = "org.groundswell.local.";

    private static final Map<String, Integer> SERVICE_PORTS = Map.of("campaign-service", 8081, "pledge-service", 8082,
            "analytics-service", 8083, "notification-service", 8084);

    /** The gateway routes to these; nobody outside asks notification-service anything. */
    private static final List<String> ROUTED = List.of("campaign-service", "pledge-service", "analytics-service");

    private static final int INSTANCE_DISTANCE = 100;

    private final PlatformOptions options;

    private final DataFolder folder;

    private final Secrets secrets;

    Layout(PlatformOptions options, DataFolder folder) {
        this.options = options;
        this.folder = folder;
        this.secrets = new Secrets(folder.resolve(DataFolder.SECRETS));
    }

    /**
     * In which group a process is stopped: the gateway first, what others need to the
     * last moment at the end.
     */
    static int stopGroup(String name) {
        return switch (name) {
            case "gateway" -> 0;
            case "mailbox" -> 2;
            case "kafka", "store" -> 3;
            default -> 1;
        };
    }

    String siteUrl() {
        return "http://localhost:" + gatewayPort();
    }

    @Nullable String mailboxUrl() {
        return (this.options.smtp() != null) ? null : "http://127.0.0.1:" + this.options.port(8025);
    }

    /** Every port that this run listens on, with what for. */
    SequencedMap<Integer, String> ports() {
        SequencedMap<Integer, String> ports = new LinkedHashMap<>();
        ports.put(gatewayPort(), "gateway");
        PlatformOptions.REPLICABLE
            .forEach((service) -> instances(service).forEach((name, port) -> ports.put(port, name)));
        if (this.options.kafka() == null) {
            ports.put(this.options.port(9092), "kafka");
            ports.put(this.options.port(9093), "kafka's controller");
        }
        if (this.options.mongodbUri() == null) {
            ports.put(this.options.port(27017), "store");
        }
        if (this.options.smtp() == null) {
            ports.put(this.options.port(1025), "mailbox (SMTP)");
            ports.put(this.options.port(8025), "mailbox");
        }
        return ports;
    }

    /** What the services need, and must be ready before them. */
    List<ProcessSpec> infrastructure() {
        List<ProcessSpec> processes = new ArrayList<>();
        if (this.options.kafka() == null) {
            int port = this.options.port(9092);
            processes.add(own("kafka", "512m", "kafka.BrokerServer", "kafka://127.0.0.1:" + port, null,
                    this.folder.resolve("kafka"), port, this.options.port(9093)));
        }
        if (this.options.mongodbUri() == null) {
            int port = this.options.port(27017);
            processes.add(own("store", "1g", "store.StoreServer", "mongodb://127.0.0.1:" + port, null,
                    this.folder.resolve("store"), port));
        }
        if (this.options.smtp() == null) {
            int smtp = this.options.port(1025);
            int web = this.options.port(8025);
            processes.add(own("mailbox", "128m", "mailbox.MailboxServer", "http://127.0.0.1:" + web,
                    "127.0.0.1:" + smtp, this.folder.resolve("mailbox"), smtp, web));
        }
        return processes;
    }

    /** The five services, some perhaps several times. */
    List<ProcessSpec> services() throws IOException {
        List<ProcessSpec> processes = new ArrayList<>();
        for (String service : PlatformOptions.REPLICABLE) {
            for (Map.Entry<String, Integer> instance : instances(service).entrySet()) {
                processes.add(service(service, instance.getKey(), instance.getValue()));
            }
        }
        List<String> routes = new ArrayList<>();
        for (String service : ROUTED) {
            int index = 0;
            for (int port : instances(service).values()) {
                routes.add("--spring.cloud.discovery.client.simple.instances.%s[%d].uri=http://127.0.0.1:%d"
                    .formatted(service, index++, port));
            }
        }
        processes.add(process("gateway", "gateway", gatewayPort(), commonEnvironment(gatewayPort()), routes));
        return processes;
    }

    /** The services, each once, to be unpacked before they are started. */
    List<UnpackedService> unpacked() {
        return Stream.concat(PlatformOptions.REPLICABLE.stream(), Stream.of("gateway"))
            .map((service) -> new UnpackedService(this.options.projectRoot(), service))
            .toList();
    }

    private int gatewayPort() {
        return this.options.port(8080);
    }

    private SequencedMap<String, Integer> instances(String service) {
        SequencedMap<String, Integer> instances = new LinkedHashMap<>();
        int first = this.options.port(SERVICE_PORTS.getOrDefault(service, 0));
        for (int i = 0; i < this.options.replicasOf(service); i++) {
            instances.put((i == 0) ? service : service + "-" + (i + 1), first + i * INSTANCE_DISTANCE);
        }
        return instances;
    }

    private ProcessSpec own(String name, String heap, String main, String url, @Nullable String smtp, Path dir,
            Object... arguments) {
        List<String> program = new ArrayList<>(List.of(LOCAL + main, dir.toString()));
        for (Object argument : arguments) {
            program.add(argument.toString());
        }
        Path target = this.options.projectRoot().resolve("local-stack/target");
        List<String> jvmOptions = new ArrayList<>(jvmOptions(heap));
        jvmOptions.add("-Dlog4j2.configurationFile=classpath:org/groundswell/local/log4j2.xml");
        jvmOptions.add("-cp");
        jvmOptions.add(target.resolve("local-stack.jar") + File.pathSeparator + target.resolve("lib/*"));
        return new ProcessSpec(name, jvmOptions, program, Map.of(), URI.create(url), smtp, log(name));
    }

    private ProcessSpec service(String service, String name, int port) throws IOException {
        Map<String, String> environment = commonEnvironment(port);
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SPRING_MONGODB_URI", mongoDbUri().withDatabase(service));
        if (service.equals("campaign-service") && this.options.smtp() == null
                && System.getenv("GROUNDSWELL_SIGNIN_MAILS") == null) {
            environment.put("GROUNDSWELL_SIGNIN_MAILS", MAILS_TO_LOCAL_MAILBOX);
        }
        if (service.equals("pledge-service")) {
            environment.put("GROUNDSWELL_PLEDGES_SECRETKEY", this.secrets.named("pledges-secret-key"));
        }
        if (service.equals("analytics-service")) {
            environment.put("GROUNDSWELL_ANALYTICS_STATEDIR", this.folder.resolve(name).resolve("streams").toString());
        }
        return process(service, name, port, environment, List.of());
    }

    private Map<String, String> commonEnvironment(int port) throws IOException {
        String kafka = this.options.kafka();
        String smtp = this.options.smtp();
        String mail = (smtp != null) ? smtp : "127.0.0.1:" + this.options.port(1025);
        Map<String, String> environment = new HashMap<>();
        environment.put("SERVER_PORT", String.valueOf(port));
        environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS",
                (kafka != null) ? kafka : "127.0.0.1:" + this.options.port(9092));
        environment.put("SPRING_MAIL_HOST", mail.substring(0, mail.lastIndexOf(':')));
        environment.put("SPRING_MAIL_PORT", mail.substring(mail.lastIndexOf(':') + 1));
        environment.put("GROUNDSWELL_PUBLICURL", siteUrl());
        environment.put("GROUNDSWELL_INTERNAL_SECRET", this.secrets.named(Secrets.INTERNAL));
        environment.put("GROUNDSWELL_CAMPAIGNSERVICE_URL", "http://127.0.0.1:" + this.options.port(8081));
        environment.put("GROUNDSWELL_PLEDGESERVICE_URL", "http://127.0.0.1:" + this.options.port(8082));
        environment.put("GROUNDSWELL_ANALYTICSSERVICE_URL", "http://127.0.0.1:" + this.options.port(8083));
        environment.put("GROUNDSWELL_LIMITS_ENABLED", String.valueOf(this.options.limits()));
        environment.put("GROUNDSWELL_BENCHMARK_NOOP", String.valueOf(this.options.noOp()));
        return environment;
    }

    private MongoDbUri mongoDbUri() {
        String given = this.options.mongodbUri();
        return new MongoDbUri((given != null) ? given : "mongodb://127.0.0.1:" + this.options.port(27017));
    }

    private ProcessSpec process(String service, String name, int port, Map<String, String> environment,
            List<String> arguments) {
        UnpackedService unpacked = new UnpackedService(this.options.projectRoot(), service);
        List<String> program = new ArrayList<>(List.of("-jar", unpacked.jar().toString()));
        program.addAll(arguments);
        List<String> jvmOptions = new ArrayList<>(jvmOptions(heap(service)));
        if (UNHURRIED.contains(service)) {
            jvmOptions.add("-XX:TieredStopAtLevel=1");
        }
        jvmOptions.addAll(unpacked.archiveOptions(name));
        String url = "http://127.0.0.1:" + port;
        return new ProcessSpec(name, jvmOptions, program, environment, URI.create(url), null, log(name));
    }

    /** A listener of a live stream takes up to 100 KB, most of it Tomcat's buffers. */
    private static String heap(String service) {
        return service.equals("analytics-service") ? "1g" : "512m";
    }

    /** A process that is out of memory is better started again than left half alive. */
    private static List<String> jvmOptions(String heap) {
        return List.of("-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true");
    }

    private Path log(String name) {
        return this.folder.logs().resolve(name + ".log");
    }

}
