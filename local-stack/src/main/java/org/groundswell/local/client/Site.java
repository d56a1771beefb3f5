package org.groundswell.local.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running platform, reached through its gateway, or one of its services. Its methods
 * wait for the answer, at most 30 s.
 */
public final class Site {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .build();

    private final JsonMapper json = JsonMapper.builder().build();

    private final String url;

    /**
     * A platform that need not be reachable yet.
     * @param url of the gateway or the service, with or without a slash at the end
     */
    public Site(String url) {
        this.url = url.replaceAll("/+$", "");
    }

    void requestSignIn(String email) throws IOException, InterruptedException {
        require(post("/api/sign-in", Map.of("email", email), null));
    }

    String confirmSignIn(String token) throws IOException, InterruptedException {
        return require(post("/api/sign-in/confirm", Map.of("token", token), null)).get("accessToken").asString();
    }

    /**
     * Whether there is a campaign that this organiser may see.
     * @param slug of the campaign
     * @param accessToken of an organiser, null for the public view
     * @return false when there is none
     * @throws IOException when the platform cannot be reached
     * @throws InterruptedException when the calling thread is told to stop
     * @throws SiteRefused when it answers anything else
     */
    public boolean hasCampaign(String slug, @Nullable String accessToken) throws IOException, InterruptedException {
        HttpResponse<String> response = send(request("/api/campaigns/" + encoded(slug), bearer(accessToken)).GET());
        if (response.statusCode() == 404) {
            return false;
        }
        require(response);
        return true;
    }

    /**
     * Drafts a campaign.
     * @param campaign what is known of it
     * @param accessToken of its organiser
     * @return its slug
     * @throws IOException when the platform cannot be reached
     * @throws InterruptedException when the calling thread is told to stop
     * @throws SiteRefused when it is not accepted
     */
    public String create(Campaign campaign, String accessToken) throws IOException, InterruptedException {
        return require(post("/api/campaigns", campaign, bearer(accessToken))).get("slug").asString();
    }

    /**
     * Launches a campaign; once more does nothing.
     * @param slug of the campaign
     * @param accessToken of its organiser
     * @throws IOException when the platform cannot be reached
     * @throws InterruptedException when the calling thread is told to stop
     * @throws SiteRefused when it is not accepted
     */
    public void launch(String slug, String accessToken) throws IOException, InterruptedException {
        require(send(request("/api/campaigns/" + encoded(slug) + "/launch", bearer(accessToken))
            .POST(HttpRequest.BodyPublishers.noBody())));
    }

    /**
     * The present tally.
     * @param slug of the campaign
     * @return zeros when the campaign is not counted yet
     * @throws IOException when the platform cannot be reached
     * @throws InterruptedException when the calling thread is told to stop
     * @throws SiteRefused when it answers with an error
     */
    public Tally tally(String slug) throws IOException, InterruptedException {
        HttpResponse<String> response = send(request("/api/campaigns/" + encoded(slug) + "/tally", null).GET());
        if (response.statusCode() == 404) {
            return new Tally(0, 0);
        }
        JsonNode tally = require(response);
        return new Tally(tally.get("pledges").asLong(), tally.get("people").asLong());
    }

    /**
     * What the present tally's breakdowns sum to.
     * @param slug of the campaign
     * @return the sum of each breakdown's parts, by its name
     * @throws IOException when the platform cannot be reached
     * @throws InterruptedException when the calling thread is told to stop
     * @throws SiteRefused when it answers with an error
     */
    public Map<String, Tally> breakdowns(String slug) throws IOException, InterruptedException {
        Map<String, Tally> sums = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : require(
                send(request("/api/campaigns/" + encoded(slug) + "/tally", null).GET()))
            .properties()) {
            if (field.getKey().startsWith("by")) {
                Tally sum = new Tally(0, 0);
                for (JsonNode part : field.getValue()) {
                    sum = new Tally(sum.pledges() + part.get("pledges").asLong(),
                            sum.people() + part.get("people").asLong());
                }
                sums.put(field.getKey(), sum);
            }
        }
        return sums;
    }

    /**
     * A campaign's number.
     * @param slug of the campaign, which is launched
     * @return the number
     * @throws IOException when the platform cannot be reached
     * @throws InterruptedException when the calling thread is told to stop
     * @throws SiteRefused when it answers with an error
     */
    public long number(String slug) throws IOException, InterruptedException {
        return require(send(request("/api/campaigns/" + encoded(slug), null).GET())).get("number").asLong();
    }

    HttpResponse<String> pledge(String slug, String key, Pledge pledge) throws IOException, InterruptedException {
        return send(request("/api/campaigns/" + encoded(slug) + "/pledges", null).header("Idempotency-Key", key)
            .header("Content-Type", "application/json")
            .POST(body(pledge)));
    }

    HttpResponse<String> get(String path, @Nullable String authorization) throws IOException, InterruptedException {
        return send(request(path, authorization).GET());
    }

    HttpResponse<String> post(String path, Object body, @Nullable String authorization)
            throws IOException, InterruptedException {
        return send(request(path, authorization).header("Content-Type", "application/json").POST(body(body)));
    }

    private HttpRequest.BodyPublisher body(Object body) {
        return HttpRequest.BodyPublishers.ofByteArray(this.json.writeValueAsBytes(body));
    }

    private static @Nullable String bearer(@Nullable String accessToken) {
        return (accessToken != null) ? "Bearer " + accessToken : null;
    }

    private HttpRequest.Builder request(String path, @Nullable String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.url + path)).timeout(PATIENCE);
        return (authorization != null) ? request.header("Authorization", authorization) : request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            return this.http.send(request.header("Accept", "application/json, application/problem+json").build(),
                    HttpResponse.BodyHandlers.ofString());
        }
        catch (ConnectException ex) {
            throw new IOException("nothing answers at " + this.url, ex);
        }
    }

    JsonNode require(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw refusal(response);
        }
        return parse(response.body()).orElseGet(this.json::createObjectNode);
    }

    /**
     * The problem's detail is written for people, and so is what a program should show.
     */
    SiteRefused refusal(HttpResponse<String> response) {
        String detail = parse(response.body()).map((problem) -> problem.path("detail").asString("")).orElse("");
        return new SiteRefused(response.request().method() + " " + response.uri().getPath(), response.statusCode(),
                detail);
    }

    private Optional<JsonNode> parse(String body) {
        try {
            return body.isEmpty() ? Optional.empty() : Optional.of(this.json.readTree(body));
        }
        catch (JacksonException ex) {
            return Optional.empty();
        }
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

}
