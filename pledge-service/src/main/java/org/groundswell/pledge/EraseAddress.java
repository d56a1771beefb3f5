package org.groundswell.pledge;

import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Erases all of a person, known by the address, from all campaigns. What was counted
 * stays counted: a number tells of nobody.
 */
@Service
public class EraseAddress {

    private final Pledges pledges;

    private final AddressClaims claims;

    private final Secrets secrets;

    private final Wall wall;

    EraseAddress(Pledges pledges, AddressClaims claims, Secrets secrets, Wall wall) {
        this.pledges = pledges;
        this.claims = claims;
        this.secrets = secrets;
        this.wall = wall;
    }

    /**
     * Erases words, names and addresses of an address's pledges, and what was sent but
     * never confirmed.
     * @param email the address, in any of the spellings that reach the same mailbox
     * @return what was erased
     */
    public Erasure erase(EmailAddress email) {
        var digests = secrets.addressDigests(email.canonical());
        var found = pledges.ofAddress(digests);
        // What is confirmed at this moment is not there to delete, and is erased below.
        var unconfirmed = found.stream()
            .filter(Pledge::isUnconfirmed)
            .filter(pledge -> pledges.deleteUnconfirmed(pledge.id()))
            .toList();
        var made = found.stream().filter(pledge -> !unconfirmed.contains(pledge)).toList();
        if (!made.isEmpty()) {
            pledges.erasePersonalData(made.stream().map(Pledge::id).toList());
            made.forEach(wall::remove);
        }
        claims.erase(List.copyOf(digests));
        return new Erasure(made.size(), unconfirmed.size());
    }

    /**
     * What was erased.
     *
     * @param pledges pledges, which still count
     * @param unconfirmed pledges that were never made
     */
    public record Erasure(int pledges, int unconfirmed) {
    }

}
