package org.groundswell.pledge;

import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Which pledge is an address's one pledge in a campaign, where addresses are verified.
 * Knows addresses by their digests only.
 */
@Component
public class AddressClaims {

    private final MongoOperations mongo;

    AddressClaims(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /**
     * Claims an address for a pledge, unless it is claimed.
     * @param pledge the pledge
     * @param digests its address's digests, the current key's first
     * @param now when
     * @return the claim that stands, this one or an earlier
     */
    Claim claim(Pledge pledge, List<byte[]> digests, Instant now) {
        var standing = find(pledge.campaignId(), digests);
        if (standing.isPresent()) {
            return standing.get();
        }
        var claim = new Claim(id(pledge.campaignId(), digests.getFirst()), pledge.campaign(), digests.getFirst(),
                pledge.id(), now);
        try {
            return mongo.insert(claim);
        }
        catch (DuplicateKeyException meanwhile) {
            return find(pledge.campaignId(), digests).orElse(claim);
        }
    }

    /**
     * Looks who has an address.
     * @param campaignId the campaign
     * @param digests the address's digests under every key in use
     * @return the claim, if there is one
     */
    Optional<Claim> find(String campaignId, List<byte[]> digests) {
        var ids = digests.stream().map(digest -> id(campaignId, digest)).toList();
        return mongo.find(Query.query(Criteria.where("_id").in(ids)), Claim.class).stream().findFirst();
    }

    /**
     * Gives an address free, if that claim still stands.
     * @param claim the claim
     */
    void release(Claim claim) {
        mongo.remove(Query.query(Criteria.where("_id").is(claim.id()).and("pledgeId").is(claim.pledgeId())),
                Claim.class);
    }

    /**
     * Erases claims.
     * @param digests of which addresses
     */
    void erase(Collection<byte[]> digests) {
        mongo.remove(Query.query(Criteria.where("digest").in(digests)), Claim.class);
    }

    /**
     * Erases a campaign's claims.
     * @param campaign its slug
     */
    void erase(String campaign) {
        mongo.remove(Query.query(Criteria.where("campaign").is(campaign)), Claim.class);
    }

    private static String id(String campaignId, byte[] digest) {
        return campaignId + ':' + HexFormat.of().formatHex(digest);
    }

    /**
     * An address's one pledge in a campaign.
     *
     * @param id the campaign and the digest
     * @param campaign the campaign's slug
     * @param digest the address's digest
     * @param pledgeId the pledge
     * @param claimedAt when it was confirmed
     */
    @Document("addressClaims")
    record Claim(@Id String id, String campaign, byte[] digest, String pledgeId, Instant claimedAt) {
    }

}
