package org.groundswell.pledge;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Makes a pledge when its pledger confirms the address: one for an address and campaign,
 * whoever confirms what at the same instant, and whatever crashes in between.
 */
@Service
public class ConfirmPledge {

    private final Pledges pledges;

    private final AddressClaims claims;

    private final Campaigns campaigns;

    private final Secrets secrets;

    private final FollowUp followUp;

    private final PledgeProperties properties;

    private final Clock clock;

    ConfirmPledge(Pledges pledges, AddressClaims claims, Campaigns campaigns, Secrets secrets, FollowUp followUp,
            PledgeProperties properties, Clock clock) {
        this.pledges = pledges;
        this.claims = claims;
        this.campaigns = campaigns;
        this.secrets = secrets;
        this.followUp = followUp;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Confirms a pledge; once more, and it is confirmed still.
     * @param token from the link in the mail
     * @return the pledge, made
     * @throws PledgeRefusal.UnknownConfirmation when the token is none, or too old
     * @throws PledgeRefusal.AlreadyPledged when the address has another pledge in the
     * campaign
     * @throws PledgeRefusal.NotOpen when the campaign ended meanwhile, or is suspended
     */
    public Pledge confirm(String token) {
        var pledge = secrets.confirmedBy(token)
            .flatMap(pledges::findById)
            .filter(found -> found.personal() != null && !found.isWithdrawn())
            .orElseThrow(PledgeRefusal.UnknownConfirmation::new);
        if (pledge.unconfirmedSince() == null) {
            return pledge;
        }
        var now = clock.instant();
        if (pledge.unconfirmedSince().plus(properties.confirmationTime()).isBefore(now)) {
            throw new PledgeRefusal.UnknownConfirmation();
        }
        campaigns.find(pledge.campaign()).orElseThrow(PledgeRefusal.UnknownCampaign::new).checkOpen(now);
        return settle(pledge);
    }

    private Pledge settle(Pledge pledge) {
        while (true) {
            var claim = claims.claim(pledge, digestsOf(pledge), clock.instant());
            if (claim.pledgeId().equals(pledge.id())) {
                return make(pledge, claim).orElseThrow(PledgeRefusal.UnknownConfirmation::new);
            }
            // If its confirmation broke off after the claim, it is finished here.
            var other = pledges.findById(claim.pledgeId())
                .filter(found -> !found.isWithdrawn())
                .flatMap(found -> found.isUnconfirmed() ? make(found, claim) : Optional.of(found));
            if (other.isPresent()) {
                pledges.deleteUnconfirmed(pledge.id());
                throw new PledgeRefusal.AlreadyPledged();
            }
            claims.release(claim);
        }
    }

    /** Nothing, and no claim, when it was erased meanwhile. */
    private Optional<Pledge> make(Pledge pledge, AddressClaims.Claim claim) {
        var made = pledges.confirm(pledge.id(), claim.claimedAt());
        made.ifPresent(stored -> followUp.stored(List.of(stored)));
        var standing = made.filter(stored -> stored.personal() != null);
        if (standing.isEmpty()) {
            claims.release(claim);
        }
        return standing;
    }

    private List<byte[]> digestsOf(Pledge pledge) {
        var personal = pledge.personal();
        if (personal == null || personal.email() == null || personal.addressDigest() == null) {
            throw new PledgeRefusal.UnknownConfirmation();
        }
        var email = secrets.decrypt(personal.email());
        // Without the key of its time, the digest of its time has to do.
        return email.map(address -> secrets.addressDigests(new EmailAddress(address).canonical()))
            .orElseGet(() -> List.of(personal.addressDigest()));
    }

}
