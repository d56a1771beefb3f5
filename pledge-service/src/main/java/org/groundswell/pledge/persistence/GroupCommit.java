package org.groundswell.pledge.persistence;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.InsertManyOptions;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.groundswell.pledge.FollowUp;
import org.groundswell.pledge.Pledge;
import org.groundswell.pledge.PledgeProperties;
import org.groundswell.pledge.PledgeRefusal;
import org.groundswell.pledge.PledgeWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Writes pledges in groups: while one group is being made durable, the next gathers, and
 * each goes to the store as one unordered insert. A commit costs the same for 1 and for
 * 500, so the busier the hour, the cheaper a pledge.
 * <p>
 * Each caller gets its own outcome. The waiting room is bounded: when it is full, callers
 * are turned away at once.
 */
@Component
class GroupCommit implements PledgeWriter, DisposableBean {

    /** Two, so that one group's commands are prepared while the other's are under way. */
    private static final int WRITERS = 2;

    private static final int DUPLICATE_KEY = 11000;

    private final BlockingQueue<Waiting> waitingRoom;

    private final MongoOperations mongo;

    private final Consumer<List<Pledge>> stored;

    private final Runnable uncertain;

    private final PledgeStore store;

    private final PledgeProperties properties;

    private final DistributionSummary groupSizes;

    private final List<Thread> writers = new ArrayList<>();

    @Autowired
    GroupCommit(MongoOperations mongo, FollowUp followUp, PledgeStore store, PledgeProperties properties,
            MeterRegistry meters) {
        this(mongo, followUp::stored, followUp::uncertain, store, properties, meters);
    }

    GroupCommit(MongoOperations mongo, Consumer<List<Pledge>> stored, Runnable uncertain, PledgeStore store,
            PledgeProperties properties, MeterRegistry meters) {
        this.mongo = mongo;
        this.stored = stored;
        this.uncertain = uncertain;
        this.store = store;
        this.properties = properties;
        this.waitingRoom = new ArrayBlockingQueue<>(properties.waitingRoom());
        this.groupSizes = DistributionSummary.builder("groundswell.pledges.group")
            .description("Pledges written with one command")
            .register(meters);
        meters.gaugeCollectionSize("groundswell.pledges.waiting", List.of(), waitingRoom);
        for (int i = 1; i <= WRITERS; i++) {
            writers.add(Thread.ofPlatform().name("group-commit-" + i).start(this::writeUntilStopped));
        }
    }

    @Override
    public CompletableFuture<Pledge> write(Pledge pledge) {
        var waiting = new Waiting(pledge, new CompletableFuture<>());
        if (!waitingRoom.offer(waiting)) {
            throw new PledgeRefusal.Overloaded();
        }
        return waiting.outcome;
    }

    /** The web server has answered its last request by now, so the room is empty. */
    @Override
    public void destroy() {
        writers.forEach(Thread::interrupt);
    }

    private void writeUntilStopped() {
        var group = new ArrayList<Waiting>(properties.groupSize());
        while (!Thread.currentThread().isInterrupted()) {
            try {
                group.add(waitingRoom.take());
                waitingRoom.drainTo(group, properties.groupSize() - 1);
                write(group);
            }
            catch (InterruptedException stopped) {
                return;
            }
            finally {
                group.clear();
            }
        }
    }

    private void write(List<Waiting> group) {
        groupSizes.record(group.size());
        try {
            var outcomes = insert(group.stream().map(Waiting::pledge).toList());
            stored.accept(outcomes.written);
            for (var waiting : group) {
                answer(waiting, outcomes.standing.get(waiting.pledge.id()));
            }
        }
        catch (RuntimeException failed) {
            // Some may be stored all the same: the answer was lost, not the write.
            uncertain.run();
            var unknown = new DataAccessResourceFailureException("it is not known whether a pledge was written",
                    failed);
            group.forEach(waiting -> waiting.outcome.completeExceptionally(unknown));
        }
    }

    private static void answer(Waiting waiting, @Nullable Pledge standing) {
        if (standing == null) {
            // The one that its key met was erased before it could be read.
            waiting.outcome.completeExceptionally(
                    new DataAccessResourceFailureException("the pledge of this key was erased meanwhile"));
        }
        else {
            waiting.outcome.complete(standing);
        }
    }

    private Outcomes insert(List<Pledge> pledges) {
        var documents = pledges.stream().map(store::document).toList();
        Map<Integer, BulkWriteError> errors = Map.of();
        try {
            mongo.getCollection(PledgeStore.COLLECTION).insertMany(documents, new InsertManyOptions().ordered(false));
        }
        catch (MongoBulkWriteException thrown) {
            if (thrown.getWriteConcernError() != null
                    || thrown.getWriteErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)) {
                throw thrown;
            }
            errors = thrown.getWriteErrors()
                .stream()
                .collect(Collectors.toMap(BulkWriteError::getIndex, Function.identity()));
        }
        var written = new ArrayList<Pledge>(pledges.size());
        var met = new ArrayList<String>();
        for (int i = 0; i < pledges.size(); i++) {
            if (errors.containsKey(i)) {
                met.add(pledges.get(i).id());
            }
            else {
                written.add(pledges.get(i));
            }
        }
        var standing = new HashMap<String, Pledge>();
        written.forEach(pledge -> standing.put(pledge.id(), pledge));
        if (!met.isEmpty()) {
            mongo.find(Query.query(Criteria.where("_id").in(met)), Pledge.class)
                .forEach(pledge -> standing.put(pledge.id(), pledge));
        }
        return new Outcomes(written, standing);
    }

    private record Waiting(Pledge pledge, CompletableFuture<Pledge> outcome) {
    }

    private record Outcomes(List<Pledge> written, Map<String, Pledge> standing) {
    }

}
