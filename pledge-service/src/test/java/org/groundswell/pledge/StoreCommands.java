package org.groundswell.pledge;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What requests make the store do; not what is done behind them, such as mailing. */
final class StoreCommands implements CommandListener {

    private final Queue<String> started = new ConcurrentLinkedQueue<>();

    @Override
    public void commandStarted(CommandStartedEvent event) {
        var thread = Thread.currentThread().getName();
        if (thread.startsWith("tomcat-handler") || thread.startsWith("group-commit")) {
            var name = event.getCommandName();
            var collection = event.getCommand().get(name);
            started.add(
                    name + " " + (collection != null && collection.isString() ? collection.asString().getValue() : ""));
        }
    }

    /** The commands since this was called last, each with its collection. */
    List<String> taken() {
        var taken = List.copyOf(started);
        started.removeAll(taken);
        return taken;
    }

}
