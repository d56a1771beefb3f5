package org.groundswell.pledge;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Which pledges' stories are stored and not known to be on Kafka. */
public interface UnpublishedPledges {

    /**
     * Some of them.
     * @param story what is not known to be told of them
     * @param madeBefore only pledges that were made before
     * @param limit how many at most
     * @return in no order; fewer than the limit: these are all
     */
    List<Pledge> find(Story story, Instant madeBefore, int limit);

    /**
     * Remembers that it is on Kafka now.
     * @param story what was told
     * @param ids the pledges' ids
     */
    void markPublished(Story story, Collection<String> ids);

    /** What there is to tell of a pledge. */
    enum Story {

        /** That it was made. */
        MADE,
        /** That it was taken back. */
        WITHDRAWN

    }

}
