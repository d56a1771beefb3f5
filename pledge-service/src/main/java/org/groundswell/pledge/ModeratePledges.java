package org.groundswell.pledge;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What a campaign's organisers do about words that were held back. Who leads what is
 * found out before; of a pledge outside of that nothing is known here. What is done is
 * noted in the pledge, with who did it.
 */
@Service
public class ModeratePledges {

    private final Pledges pledges;

    private final Wall wall;

    private final WithdrawPledge withdrawPledge;

    private final Clock clock;

    ModeratePledges(Pledges pledges, Wall wall, WithdrawPledge withdrawPledge, Clock clock) {
        this.pledges = pledges;
        this.wall = wall;
        this.withdrawPledge = withdrawPledge;
        this.clock = clock;
    }

    /**
     * Pledges that wait for a look.
     * @param campaign the campaign's slug
     * @param by who looks
     * @param before the pledge after which the page begins; null: the newest is first
     * @param limit how many at most, 1 to {@link Wall#MAX_PAGE}
     * @return the pledges, and whether older ones follow
     */
    public Wall.Page held(String campaign, Lead by, Wall.@Nullable Cursor before, int limit) {
        var found = pledges.held(campaign, by.part(), before, limit + 1);
        return new Wall.Page(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
    }

    /**
     * Shows a pledge that was held back; once more, and it stays so.
     * @param campaign the campaign's slug
     * @param id the pledge
     * @param by who does it
     * @return the pledge, as it is shown
     * @throws PledgeRefusal.UnknownPledge when there is no such pledge in what is led
     */
    public Pledge release(String campaign, String id, Lead by) {
        while (true) {
            var pledge = find(campaign, id, by);
            if (!pledge.isPublic()) {
                throw new PledgeRefusal.UnknownPledge();
            }
            if (!pledge.isHeld()) {
                return pledge;
            }
            var note = Moderation.of(pledge, Moderation.Act.RELEASED, by, clock.instant());
            var released = pledges.release(pledge, note, by.part());
            if (released.isPresent()) {
                wall.add(List.of(released.get()));
                return released.get();
            }
        }
    }

    /**
     * Takes a pledge away, held back or not; once more, and it stays so.
     * @param campaign the campaign's slug
     * @param id the pledge
     * @param by who does it
     * @throws PledgeRefusal.UnknownPledge when there is no such pledge in what is led
     */
    public void remove(String campaign, String id, Lead by) {
        var pledge = find(campaign, id, by);
        while (!pledge.isWithdrawn() && !withdrawPledge.remove(pledge, by)) {
            pledge = find(campaign, id, by);
        }
    }

    /** Whose campaign and place it is never changes. */
    private Pledge find(String campaign, String id, Lead by) {
        return pledges.findById(id)
            .filter(found -> !found.isUnconfirmed() && found.campaign().equals(campaign)
                    && by.part().covers(found.place()))
            .orElseThrow(PledgeRefusal.UnknownPledge::new);
    }

}
