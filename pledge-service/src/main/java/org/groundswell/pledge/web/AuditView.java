package org.groundswell.pledge.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.groundswell.pledge.Audit;
import org.groundswell.pledge.HoldReason;
import org.jspecify.annotations.Nullable;

/**
 * Something that an organiser did, as its campaign's organisers read it.
 *
 * @param what {@code released}, {@code removed} or {@code batch}
 * @param pledge the pledge; left out where it is not about one
 * @param place the pledge's place; left out where there is none
 * @param before how it was; null: there was nothing before
 * @param after how it is since
 */
record AuditView(Instant at, String who, String what,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String pledge,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String place, @Nullable State before, State after) {

    static AuditView of(Audit.Entry entry) {
        return switch (entry) {
            case Audit.OfPledge done ->
                new AuditView(done.at(), done.who(), done.what().name().toLowerCase(Locale.ROOT), done.pledge(),
                        done.place(), before(done.held()), after(done));
            case Audit.OfBatch batch ->
                new AuditView(batch.at(), batch.who(), "batch", null, null, null, batch.finished()
                        ? new State("finished", null, batch.accepted(), batch.refused()) : State.of("unfinished"));
        };
    }

    private static State before(@Nullable Set<HoldReason> held) {
        return held == null ? State.of("shown")
                : new State("held", held.stream().map(HoldReason::code).sorted().toList(), null, null);
    }

    private static State after(Audit.OfPledge done) {
        return State.of(switch (done.what()) {
            case RELEASED -> "shown";
            case REMOVED -> "removed";
        });
    }

    /**
     * How a pledge or a batch was or is.
     *
     * @param state {@code held}, {@code shown} or {@code removed} of a pledge,
     * {@code finished} or {@code unfinished} of a batch
     * @param reasons why it was held
     * @param accepted how many lines were accepted
     * @param refused how many were not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record State(String state, @Nullable List<String> reasons, @Nullable Long accepted, @Nullable Long refused) {

        static State of(String state) {
            return new State(state, null, null, null);
        }

    }

}
