package org.groundswell.local.client;

import java.io.IOException;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * A running pledge-service, reached past the gateway with the credential that the
 * services share.
 */
public final class PledgeService {

    private final Site service;

    private final String authorization;

    /**
     * A service that need not be reachable yet.
     * @param url where it listens
     * @param secret that the services share
     */
    public PledgeService(String url, String secret) {
        this.service = new Site(url);
        this.authorization = InternalCredential.of(secret);
    }

    /**
     * What was erased of an address.
     *
     * @param pledges whose words, name and address were erased; they still count
     * @param unconfirmed requests that were never confirmed, and are deleted
     */
    public record Erased(long pledges, long unconfirmed) {
    }

    /**
     * Erases all of an address, in every campaign. Once more finds nothing.
     * @param email the address
     * @return how much there was
     * @throws IOException when the service cannot be reached
     * @throws InterruptedException when the calling thread is told to stop
     * @throws SiteRefused when it does not want to
     */
    public Erased erase(String email) throws IOException, InterruptedException {
        JsonNode erased = this.service
            .require(this.service.post("/internal/erasures", Map.of("email", email), this.authorization));
        return new Erased(erased.path("pledges").asLong(), erased.path("unconfirmed").asLong());
    }

}
