package org.groundswell.pledge;

import java.util.Collection;
import org.springframework.stereotype.Component;

/**
 * What follows once a pledge is durable: the others hear of it, the wall shows it, its
 * pledger gets a mail. Everything here is taken up at once and done later; what a crash
 * interrupts is found in the store.
 */
@Component
public class FollowUp {

    private final PledgePublication publication;

    private final Wall wall;

    private final WriteToPledgers letters;

    FollowUp(PledgePublication publication, Wall wall, WriteToPledgers letters) {
        this.publication = publication;
        this.wall = wall;
        this.letters = letters;
    }

    /**
     * Takes up pledges that have just become durable.
     * @param pledges the pledges, unconfirmed ones too
     */
    public void stored(Collection<Pledge> pledges) {
        var made = pledges.stream().filter(pledge -> !pledge.isUnconfirmed()).toList();
        publication.made(made);
        wall.add(made);
        letters.write(pledges);
    }

    /**
     * Takes up that a pledge was taken back.
     * @param pledge the pledge
     */
    public void withdrawn(Pledge pledge) {
        wall.remove(pledge);
        publication.withdrawn(pledge);
    }

    /** Takes up that pledges may have become durable and may not. */
    public void uncertain() {
        publication.uncertain();
        letters.uncertain();
    }

}
