package org.groundswell.pledge;

import java.util.Collection;

/**
 * Tells the other services of pledges. Returns at once; whatever becomes of this process,
 * everything is told at least once.
 */
public interface PledgePublication {

    /**
     * Takes up pledges that have just become durable.
     * @param pledges the pledges, none of them unconfirmed
     */
    void made(Collection<Pledge> pledges);

    /**
     * Takes up a pledge that has just been taken back.
     * @param pledge the pledge
     */
    void withdrawn(Pledge pledge);

    /**
     * Has the store looked through soon: a write failed, and may have been done all the
     * same.
     */
    void uncertain();

}
