package org.groundswell.pledge;

import java.util.Collection;

/** Tells the other services of pledges. */
@FunctionalInterface
public interface PledgePublication {

    /**
     * Takes up pledges that have just become durable. Returns at once; whatever becomes
     * of this process, each is told of at least once.
     * @param pledges the pledges
     */
    void made(Collection<Pledge> pledges);

}
