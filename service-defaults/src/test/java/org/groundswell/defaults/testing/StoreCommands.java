package org.groundswell.defaults.testing;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** What requests make the store do; not what is done behind them, such as mailing. */
public final class StoreCommands implements CommandListener {

    /** What the driver adds to every command. */
    private static final Set<String> OF_DRIVER = Set.of("lsid", "$db", "$clusterTime", "$readPreference", "txnNumber");

    private final List<String> threads;

    private volatile @Nullable Queue<Command> heard;

    /**
     * Listens to those who answer requests.
     * @param more how the names of others begin who work for requests
     */
    public StoreCommands(String... more) {
        this.threads = Stream.concat(Stream.of("tomcat-handler"), Stream.of(more)).toList();
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        var into = heard;
        var thread = Thread.currentThread().getName();
        if (into != null && threads.stream().anyMatch(thread::startsWith)) {
            var name = event.getCommandName();
            var collection = event.getCommand().get(name);
            var said = new LinkedHashMap<>(event.getCommand());
            said.keySet().removeAll(OF_DRIVER);
            said.remove(name);
            into.add(new Command(
                    name + " " + (collection != null && collection.isString() ? collection.asString().getValue() : ""),
                    shape(said)));
        }
    }

    /**
     * Listens for a while.
     * @param requests what is asked meanwhile, and answered
     * @return the commands since, in their order
     */
    public List<Command> during(Runnable requests) {
        var commands = new ConcurrentLinkedQueue<Command>();
        heard = commands;
        try {
            requests.run();
        }
        finally {
            heard = null;
        }
        return List.copyOf(commands);
    }

    private static Object shape(Object value) {
        if (value instanceof Map<?, ?> fields) {
            var shapes = new LinkedHashMap<Object, Object>();
            fields.forEach((name, field) -> shapes.put(name, shape(field)));
            return shapes;
        }
        return value instanceof List<?> items ? items.stream().map(StoreCommands::shape).toList()
                : ((BsonValue) value).getBsonType();
    }

    /**
     * A command that the store was given.
     *
     * @param what its name and its collection
     * @param shape all else that it says, with the kinds of values in their stead
     */
    public record Command(String what, Object shape) {
    }

}
