package org.groundswell.pledge;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Erases what has served its purpose: pledges that were never confirmed, and the
 * addresses of campaigns that are over. Encrypts addresses anew after the key was
 * changed.
 */
@Component
class EndOfRetention {

    private static final Logger log = LoggerFactory.getLogger(EndOfRetention.class);

    private static final int GROUP = 500;

    private final Pledges pledges;

    private final AddressClaims claims;

    private final Campaigns campaigns;

    private final Secrets secrets;

    private final PledgeProperties properties;

    private final Clock clock;

    /** So that each is looked through once only. */
    private final Set<String> erasedCampaigns = new HashSet<>();

    EndOfRetention(Pledges pledges, AddressClaims claims, Campaigns campaigns, Secrets secrets,
            PledgeProperties properties, Clock clock) {
        this.pledges = pledges;
        this.claims = claims;
        this.campaigns = campaigns;
        this.secrets = secrets;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 60, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
    void eraseAndReencrypt() {
        try {
            eraseUnconfirmed();
            eraseAddressesOfEndedCampaigns();
            encryptAnew();
        }
        catch (DataAccessException away) {
            log.atWarn().addKeyValue("cause", away.getClass().getSimpleName()).log("erasing put off");
        }
    }

    private void eraseUnconfirmed() {
        var erased = pledges.deleteUnconfirmed(clock.instant().minus(properties.confirmationTime()));
        if (erased > 0) {
            log.atInfo().addKeyValue("pledges", erased).log("erased what was not confirmed");
        }
    }

    private void eraseAddressesOfEndedCampaigns() {
        for (var campaign : campaigns.closedBefore(clock.instant().minus(properties.addressRetention()))) {
            if (erasedCampaigns.contains(campaign.slug())) {
                continue;
            }
            var erased = pledges.eraseAddresses(campaign.slug());
            claims.erase(campaign.slug());
            erasedCampaigns.add(campaign.slug());
            if (erased > 0) {
                log.atInfo()
                    .addKeyValue("campaign", campaign.slug())
                    .addKeyValue("addresses", erased)
                    .log("erased the addresses of a campaign that is over");
            }
        }
    }

    /** So that a former key is needed no longer than it takes to read this. */
    private void encryptAnew() {
        long encrypted = 0;
        var found = pledges.encryptedOtherwise(secrets.currentKeyId(), GROUP);
        while (!found.isEmpty()) {
            var before = encrypted;
            for (var pledge : found) {
                encrypted += encryptAnew(pledge) ? 1 : 0;
            }
            // What remains then was encrypted with a key that is gone.
            found = encrypted == before ? List.of() : pledges.encryptedOtherwise(secrets.currentKeyId(), GROUP);
        }
        if (encrypted > 0) {
            log.atInfo().addKeyValue("addresses", encrypted).log("encrypted addresses with the current key");
        }
    }

    private boolean encryptAnew(Pledge pledge) {
        var email = pledge.personal() == null ? null : pledge.personal().email();
        if (email == null) {
            return false;
        }
        var address = secrets.decrypt(email);
        address.ifPresent(readable -> pledges.replaceAddress(pledge.id(), email, secrets.encrypt(readable)));
        return address.isPresent();
    }

}
