package org.groundswell.pledge;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Which pledges are stored and not known to be on Kafka. */
public interface UnpublishedPledges {

    /**
     * Some of them.
     * @param madeBefore only those that were made before
     * @param limit how many at most
     * @return in no order; fewer than the limit: these are all
     */
    List<Pledge> find(Instant madeBefore, int limit);

    /**
     * Remembers that they are on Kafka now.
     * @param ids the pledges' ids
     */
    void markPublished(Collection<String> ids);

}
