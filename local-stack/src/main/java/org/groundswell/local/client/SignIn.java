package org.groundswell.local.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signs an organiser in as a person would: asks for the mail, opens the mailbox, follows
 * the link.
 */
public final class SignIn {

    private static final Pattern LINK = Pattern.compile("/sign-in/confirm\\?token=([A-Za-z0-9_-]+)");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration GLANCE = Duration.ofMillis(100);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final JsonMapper json = JsonMapper.builder().build();

    private final Site site;

    private final String mailboxUrl;

    /**
     * Signing in on a platform whose mail ends in a local mailbox.
     * @param site to sign in on
     * @param mailboxUrl the mailbox's address, without a slash at the end
     */
    public SignIn(Site site, String mailboxUrl) {
        this.site = site;
        this.mailboxUrl = mailboxUrl;
    }

    /**
     * Signs in.
     * @param email of the organiser
     * @return an access token, good for an hour
     * @throws IOException when platform or mailbox cannot be reached, or no mail comes
     * within 30 s
     * @throws InterruptedException when the calling thread is told to stop
     * @throws SiteRefused when the platform does not want to
     */
    public String as(String email) throws IOException, InterruptedException {
        Set<String> seen = new HashSet<>(tokens(email));
        this.site.requestSignIn(email);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            for (String token : tokens(email)) {
                if (seen.add(token)) {
                    try {
                        return this.site.confirmSignIn(token);
                    }
                    catch (SiteRefused ex) {
                        // Someone else who signs in with this address at the same time
                        // was quicker with this mail.
                        if (ex.status() != 401) {
                            throw ex;
                        }
                    }
                }
            }
            Thread.sleep(GLANCE);
        }
        throw new IOException("no sign-in mail came within " + PATIENCE.toSeconds() + " s");
    }

    /** Of the newest mails; newest first. */
    private List<String> tokens(String email) throws IOException, InterruptedException {
        URI address = URI
            .create(this.mailboxUrl + "/api/messages?to=" + URLEncoder.encode(email, StandardCharsets.UTF_8));
        HttpResponse<String> response = this.http.send(HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("the mailbox answered with " + response.statusCode());
        }
        List<String> tokens = new ArrayList<>();
        for (JsonNode message : this.json.readTree(response.body())) {
            Matcher link = LINK.matcher(message.path("text").asString(""));
            if (link.find()) {
                tokens.add(link.group(1));
            }
        }
        return tokens;
    }

}
