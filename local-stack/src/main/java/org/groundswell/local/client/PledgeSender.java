package org.groundswell.local.client;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends pledges until each has an answer: what fails for a moment is tried again with the
 * same key, so that it counts once.
 */
public final class PledgeSender {

    private static final int TOO_MANY_REQUESTS = 429;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Site site;

    private final String slug;

    private final Duration patience;

    private final Runnable whenLimited;

    private final AtomicBoolean limited = new AtomicBoolean();

    /**
     * A sender for one campaign; safe for many threads.
     * @param site to send to
     * @param slug of the campaign
     * @param patience for how long a pledge is tried, not counting the time that the
     * platform's limits tell to wait
     * @param whenLimited run once, when the platform limits this sender for the first
     * time
     */
    public PledgeSender(Site site, String slug, Duration patience, Runnable whenLimited) {
        this.site = site;
        this.slug = slug;
        this.patience = patience;
        this.whenLimited = whenLimited;
    }

    /**
     * How a pledge fared.
     *
     * @param accepted whether the platform took it
     * @param retries how many times it was sent again
     * @param took how long the last answer took
     * @param detail why it was not accepted, else empty
     */
    public record Outcome(boolean accepted, int retries, Duration took, String detail) {
    }

    /**
     * Sends a pledge, and again while the platform is unreachable, overloaded, limiting,
     * or has not heard of the campaign yet (news of a launch takes a moment).
     * @param key under which it counts once, 8 to 128 visible characters
     * @param pledge to send
     * @return accepted or not; not thrown, so that one failure is one line in a count
     * @throws InterruptedException when the calling thread is told to stop
     */
    public Outcome send(String key, Pledge pledge) throws InterruptedException {
        long deadline = System.nanoTime() + this.patience.toNanos();
        Duration growing = Duration.ofMillis(100);
        for (int retries = 0;; retries++) {
            long sent = System.nanoTime();
            Duration wait = growing;
            String detail;
            try {
                HttpResponse<String> response = this.site.pledge(this.slug, key, pledge);
                Duration took = Duration.ofNanos(System.nanoTime() - sent);
                if (response.statusCode() == 201) {
                    return new Outcome(true, retries, took, "");
                }
                detail = this.site.refusal(response).getMessage();
                if (!isTransient(response.statusCode())) {
                    return new Outcome(false, retries, took, detail);
                }
                wait = retryAfter(response, growing);
                if (response.statusCode() == TOO_MANY_REQUESTS) {
                    noteLimit();
                    deadline += wait.toNanos();
                }
            }
            catch (IOException ex) {
                detail = "no answer (" + ex + ")";
            }
            if (System.nanoTime() + wait.toNanos() > deadline) {
                return new Outcome(false, retries, Duration.ofNanos(System.nanoTime() - sent), detail);
            }
            Thread.sleep(wait);
            growing = shorter(growing.multipliedBy(2), LONGEST_WAIT);
        }
    }

    private void noteLimit() {
        if (this.limited.compareAndSet(false, true)) {
            this.whenLimited.run();
        }
    }

    private static boolean isTransient(int status) {
        return status == 404 || status == TOO_MANY_REQUESTS || status >= 500;
    }

    private static Duration retryAfter(HttpResponse<?> response, Duration otherwise) {
        return response.headers()
            .firstValue("Retry-After")
            .filter((value) -> value.matches("\\d{1,4}"))
            .map((value) -> Duration.ofSeconds(Long.parseLong(value)))
            .orElse(otherwise);
    }

    private static Duration shorter(Duration one, Duration other) {
        return (one.compareTo(other) < 0) ? one : other;
    }

}
