package org.groundswell.pledge;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What organisers did about a campaign's pledges. Knows no pledger: neither words nor
 * names nor addresses.
 */
@Service
public class Audit {

    /** How many entries a page can have. */
    public static final int MAX_PAGE = 100;

    private static final Comparator<Entry> NEWEST_FIRST = Comparator.comparing(Entry::at)
        .thenComparing(Entry::key)
        .reversed();

    private final Pledges pledges;

    private final BatchUploads batches;

    Audit(Pledges pledges, BatchUploads batches) {
        this.pledges = pledges;
        this.batches = batches;
    }

    /**
     * A page of what was done.
     * @param campaign the campaign's slug
     * @param reader who reads; who leads places reads of their pledges, and of own
     * batches, since a batch has no place
     * @param before the entry after which the page begins, by its time and key; null: the
     * newest is first
     * @param limit how many entries at most, 1 to {@link #MAX_PAGE}
     * @return the entries, and whether older ones follow
     */
    public Page page(String campaign, Lead reader, Wall.@Nullable Cursor before, int limit) {
        var sender = reader.part().isWhole() ? null : reader.organiser();
        var found = Stream
            .concat(pledges.moderated(campaign, reader.part(), before, limit + 1).stream(),
                    batches.find(campaign, sender, before, limit + 1).stream().map(OfBatch::of))
            .sorted(NEWEST_FIRST)
            .toList();
        return new Page(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
    }

    /** Something that an organiser did. */
    public sealed interface Entry {

        /**
         * When it was done, or begun.
         * @return the time
         */
        Instant at();

        /**
         * Who did it.
         * @return the organiser's id
         */
        String who();

        /**
         * What tells it from all others.
         * @return the key
         */
        String key();

    }

    /**
     * A pledge was moderated.
     *
     * @param key the pledge and what was done
     * @param pledge the pledge
     * @param place its place; null: it has none
     * @param what what was done
     * @param held why it had been held back until then; null: it had not
     */
    public record OfPledge(Instant at, String who, String key, String pledge, @Nullable String place,
            Moderation.Act what, @Nullable Set<HoldReason> held) implements Entry {
    }

    /**
     * A batch was sent.
     *
     * @param key the batch
     * @param finished whether it came to its end; otherwise its lines were not counted
     * @param accepted how many lines were accepted, repeated ones too
     * @param refused how many were not
     */
    public record OfBatch(Instant at, String who, String key, boolean finished, long accepted,
            long refused) implements Entry {

        static Entry of(BatchUploads.BatchUpload batch) {
            return new OfBatch(batch.at(), batch.who(), batch.id(), batch.finishedAt() != null, batch.accepted(),
                    batch.refused());
        }

    }

    /**
     * Part of the audit.
     *
     * @param entries newest first
     * @param more whether older ones follow
     */
    public record Page(List<Entry> entries, boolean more) {
    }

}
