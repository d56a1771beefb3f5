package org.groundswell.pledge;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What a campaign's organisers do about words that were held back. Who may call this is
 * checked before.
 */
@Service
public class ModeratePledges {

    private final Pledges pledges;

    private final Wall wall;

    private final WithdrawPledge withdrawPledge;

    ModeratePledges(Pledges pledges, Wall wall, WithdrawPledge withdrawPledge) {
        this.pledges = pledges;
        this.wall = wall;
        this.withdrawPledge = withdrawPledge;
    }

    /**
     * Pledges that wait for a look.
     * @param campaign the campaign's slug
     * @param before the pledge after which the page begins; null: the newest is first
     * @param limit how many at most, 1 to {@link Wall#MAX_PAGE}
     * @return the pledges, and whether older ones follow
     */
    public Wall.Page held(String campaign, Wall.@Nullable Cursor before, int limit) {
        var found = pledges.held(campaign, before, limit + 1);
        return new Wall.Page(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
    }

    /**
     * Shows a pledge that was held back; once more, and it stays so.
     * @param campaign the campaign's slug
     * @param id the pledge
     * @return the pledge, as it is shown
     * @throws PledgeRefusal.UnknownPledge when the campaign has no such pledge
     */
    public Pledge release(String campaign, String id) {
        var pledge = pledges.findById(id)
            .filter(found -> found.isPublic() && found.campaign().equals(campaign))
            .orElseThrow(PledgeRefusal.UnknownPledge::new);
        pledges.release(id);
        var released = pledge.released();
        wall.add(List.of(released));
        return released;
    }

    /**
     * Takes a pledge away, held back or not; once more, and it stays so.
     * @param campaign the campaign's slug
     * @param id the pledge
     * @throws PledgeRefusal.UnknownPledge when the campaign has no such pledge
     */
    public void remove(String campaign, String id) {
        withdrawPledge.remove(campaign, id);
    }

}
