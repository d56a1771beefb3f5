package org.groundswell.analytics;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.groundswell.defaults.events.Event;
import org.groundswell.defaults.events.EventSender;
import org.jspecify.annotations.Nullable;

/**
 * A campaign of a test's own, and its events as other services send them; each is on its
 * topic when its method returns.
 */
final class CampaignEvents {

    static final String LAUNCHED = "groundswell.campaign.launched.v1";

    private final EventSender events;

    private final String id = newId();

    private final long number = ThreadLocalRandom.current().nextLong(1_000, Integer.MAX_VALUE);

    private final Instant madeAt = Instant.now();

    private final Instant launchedAt = madeAt.minusSeconds(60);

    CampaignEvents(EventSender events) {
        this.events = events;
    }

    static String newId() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 26);
    }

    String id() {
        return id;
    }

    String slug() {
        return "campaign-" + number;
    }

    long number() {
        return number;
    }

    /** When all of its pledges are made. */
    Instant madeAt() {
        return madeAt;
    }

    /** A minute before its pledges are made, and open from then on. */
    Instant launchedAt() {
        return launchedAt;
    }

    void launch(long... milestones) {
        launch(Map.of("milestones", milestones));
    }

    /** Launches it, or says what has changed of it. */
    void launch(Map<String, Object> more) {
        var data = new HashMap<String, Object>(
                Map.of("campaignId", id, "slug", slug(), "number", number, "title", "Watched", "opensAt", launchedAt,
                        "milestones", new long[0], "launchedAt", launchedAt, "target", 1_000));
        data.putAll(more);
        campaign(LAUNCHED, data);
    }

    /** Something else that is heard of it. */
    void campaign(String type, Map<String, Object> data) {
        send("campaigns", type, type + ":" + id, data);
    }

    String made(int people, @Nullable String place) {
        var pledge = newId();
        made(pledge, people, place);
        return pledge;
    }

    void made(String pledge, int people, @Nullable String place) {
        var data = pledge(pledge, people);
        if (place != null) {
            data.put("place", place);
        }
        send("pledges", "groundswell.pledge.made.v1", pledge + ":made", data);
    }

    void withdraw(String pledge, int people) {
        var data = pledge(pledge, people);
        data.putAll(Map.of("withdrawnAt", Instant.now(), "why", "withdrawn"));
        send("pledges", "groundswell.pledge.withdrawn.v1", pledge + ":withdrawn", data);
    }

    private Map<String, Object> pledge(String pledge, int people) {
        return new HashMap<>(
                Map.of("pledgeId", pledge, "campaignId", id, "madeAt", madeAt, "people", people, "channel", "web"));
    }

    private void send(String topic, String type, String eventId, Map<String, Object> data) {
        events.send(topic, new Event(type, eventId, id, Instant.now(), data)).join();
    }

}
