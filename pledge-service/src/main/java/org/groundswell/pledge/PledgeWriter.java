package org.groundswell.pledge;

/** Where pledges become durable. */
@FunctionalInterface
public interface PledgeWriter {

    /**
     * Writes a pledge, and returns when it is durable.
     * @param pledge the pledge
     * @return the pledge that stands under its id: this one, or the one that was written
     * under that id before
     * @throws PledgeRefusal.Overloaded when it could not be written soon; it may have
     * been written all the same, and a repeated request with the same key will meet it
     */
    Pledge write(Pledge pledge);

}
