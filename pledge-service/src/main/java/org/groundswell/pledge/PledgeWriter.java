package org.groundswell.pledge;

import java.util.concurrent.CompletableFuture;

/** Where pledges become durable. */
@FunctionalInterface
public interface PledgeWriter {

    /**
     * Writes a pledge. Does not wait.
     * @param pledge the pledge
     * @return done once it is durable: with the pledge that stands under its id, this one
     * or the one that was written under that id before; failed with a
     * {@link org.springframework.dao.DataAccessException} when that is not known, and a
     * repeated request with the same key will meet it or write it
     * @throws PledgeRefusal.Overloaded when too many are waiting to be written
     */
    CompletableFuture<Pledge> write(Pledge pledge);

}
