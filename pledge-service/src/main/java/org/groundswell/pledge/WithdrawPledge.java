package org.groundswell.pledge;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Takes pledges back: what is personal is gone from the store at once, and what was
 * counted is counted no more.
 */
@Service
public class WithdrawPledge {

    private final Pledges pledges;

    private final AddressClaims claims;

    private final Secrets secrets;

    private final FollowUp followUp;

    private final Clock clock;

    WithdrawPledge(Pledges pledges, AddressClaims claims, Secrets secrets, FollowUp followUp, Clock clock) {
        this.pledges = pledges;
        this.claims = claims;
        this.secrets = secrets;
        this.followUp = followUp;
        this.clock = clock;
    }

    /**
     * Takes a pledge back for its pledger; once more, and it stays so.
     * @param id the pledge
     * @param secret the pledger's secret
     * @throws PledgeRefusal.UnknownPledge when there is no such pledge
     * @throws PledgeRefusal.WrongSecret when that is not its secret
     */
    public void withdraw(String id, String secret) {
        var pledge = pledges.findById(id)
            .filter(found -> !found.isUnconfirmed())
            .orElseThrow(PledgeRefusal.UnknownPledge::new);
        if (!secrets.isPledgerSecret(secret, pledge)) {
            throw new PledgeRefusal.WrongSecret();
        }
        if (pledge.isWithdrawn()) {
            return;
        }
        var now = clock.instant();
        // Whoever comes second at the same instant tells the first one's story.
        pledges.withdraw(pledge.id(), now)
            .map(former -> former.isWithdrawn() ? former : former.withdrawn(now))
            .ifPresent(followUp::withdrawn);
        giveAddressFree(pledge);
    }

    /**
     * Takes a pledge away for the campaign's organisers, and notes who does that.
     * @param pledge the pledge as it was found, not taken back
     * @param by who does it
     * @return whether it was as it was found; if not, nothing was done
     */
    boolean remove(Pledge pledge, Lead by) {
        var note = Moderation.of(pledge, Moderation.Act.REMOVED, by, clock.instant());
        var removed = pledges.remove(pledge, note, by.part());
        removed.ifPresent(gone -> {
            followUp.withdrawn(gone);
            giveAddressFree(pledge);
        });
        return removed.isPresent();
    }

    private void giveAddressFree(Pledge pledge) {
        var personal = pledge.personal();
        if (personal != null && personal.addressDigest() != null) {
            claims.find(pledge.campaignId(), List.of(personal.addressDigest()))
                .filter(claim -> claim.pledgeId().equals(pledge.id()))
                .ifPresent(claims::release);
        }
    }

}
