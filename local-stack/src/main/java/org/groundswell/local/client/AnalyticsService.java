package org.groundswell.local.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import tools.jackson.databind.JsonNode;

/**
 * A running analytics-service, reached past the gateway with the credential that the
 * services share.
 */
public final class AnalyticsService {

    private static final String REBUILD = "/internal/rebuild";

    private final Site service;

    private final String authorization;

    /**
     * A service that need not be reachable yet.
     * @param url where it listens
     * @param secret that the services share
     */
    public AnalyticsService(String url, String secret) {
        this.service = new Site(url);
        this.authorization = InternalCredential.of(secret);
    }

    /**
     * Which counts there are.
     *
     * @param generation the one that everybody sees
     * @param next the one that is being made anew
     * @param behind events that it has still to count
     * @param announcing whether the service says what it counts
     */
    public record Progress(int generation, OptionalInt next, long behind, boolean announcing) {
    }

    /**
     * What the two counts say.
     *
     * @param campaigns how many were compared
     * @param differing a line for each of which they say different things
     */
    public record Comparison(int campaigns, List<String> differing) {
    }

    /**
     * Which counts there are, and how far they are.
     * @return the present state
     * @throws IOException when the service cannot be reached
     * @throws InterruptedException when the calling thread is told to stop
     * @throws SiteRefused when it does not want to
     */
    public Progress progress() throws IOException, InterruptedException {
        JsonNode progress = this.service.require(this.service.get(REBUILD, this.authorization));
        JsonNode next = progress.path("next");
        return new Progress(progress.path("generation").asInt(),
                next.isNumber() ? OptionalInt.of(next.asInt()) : OptionalInt.empty(), progress.path("behind").asLong(),
                progress.path("announcing").asBoolean());
    }

    /**
     * Begins to count everything anew, unless that was begun.
     * @throws IOException when the service cannot be reached
     * @throws InterruptedException when the calling thread is told to stop
     * @throws SiteRefused when it does not want to
     */
    public void begin() throws IOException, InterruptedException {
        post(REBUILD);
    }

    /**
     * Compares the count made anew with the one that everybody sees.
     * @return what was found
     * @throws IOException when the service cannot be reached
     * @throws InterruptedException when the calling thread is told to stop
     * @throws SiteRefused when it does not want to
     */
    public Comparison compare() throws IOException, InterruptedException {
        JsonNode comparison = post(REBUILD + "/comparison");
        List<String> differing = new ArrayList<>();
        for (JsonNode difference : comparison.path("differing")) {
            differing.add("%s: %s before, %s counted anew".formatted(difference.path("campaign").asString(),
                    counts(difference.path("before")), counts(difference.path("after"))));
        }
        return new Comparison(comparison.path("campaigns").asInt(), differing);
    }

    private static String counts(JsonNode tally) {
        return tally.isObject() ? "%,d pledges of %,d people, %,d withdrawn".formatted(tally.path("pledges").asLong(),
                tally.path("people").asLong(), tally.path("withdrawn").asLong()) : "nothing";
    }

    /**
     * Turns to the count made anew.
     * @throws IOException when the service cannot be reached
     * @throws InterruptedException when the calling thread is told to stop
     * @throws SiteRefused when it does not want to
     */
    public void turn() throws IOException, InterruptedException {
        post(REBUILD + "/turn");
    }

    private JsonNode post(String path) throws IOException, InterruptedException {
        return this.service.require(this.service.post(path, Map.of(), this.authorization));
    }

}
