package org.groundswell.pledge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Writes to pledgers who left an address: to confirm a pledge where that is asked for,
 * and to thank for one that is made. Nobody waits for it, and what it finds out about an
 * address is told to that address alone: whoever pledges gets the same answer in the same
 * time.
 * <p>
 * That a mail is due stands in the pledge's own document. After a crash between sending
 * and noting it, a mail may go out a second time, with the same Message-ID.
 */
@Service
public class WriteToPledgers implements DisposableBean {

    /**
     * How long a stored pledge's mail is left to the instance that stored it, and an
     * attempt to the instance that makes it.
     */
    public static final Duration ATTEMPT = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(WriteToPledgers.class);

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private static final int WRITERS = 4;

    private static final int MAX_QUEUED = 20_000;

    private static final int GROUP = 1_000;

    /** Failures in a row after which the mail server is taken to be away. */
    private static final int AWAY = 3;

    /**
     * Mails an hour to one address from one instance, so that nobody's mailbox is flooded
     * in somebody else's name.
     */
    private static final int HOURLY = 6;

    private final UnmailedPledges unmailed;

    private final Pledges pledges;

    private final AddressClaims claims;

    private final Campaigns campaigns;

    private final Secrets secrets;

    private final PledgerMail mail;

    private final Clock clock;

    private final MeterRegistry meters;

    private final BlockingQueue<Pledge> fresh = new LinkedBlockingQueue<>(MAX_QUEUED);

    private final Cache<String, AtomicInteger> written = Caffeine.newBuilder()
        .expireAfterWrite(Duration.ofHours(1))
        .maximumSize(100_000)
        .build();

    /** Set when something may have been left; at first, what an earlier process left. */
    private final AtomicBoolean somethingLeft = new AtomicBoolean(true);

    private final List<Thread> writers;

    WriteToPledgers(UnmailedPledges unmailed, Pledges pledges, AddressClaims claims, Campaigns campaigns,
            Secrets secrets, PledgerMail mail, Clock clock, MeterRegistry meters) {
        this.unmailed = unmailed;
        this.pledges = pledges;
        this.claims = claims;
        this.campaigns = campaigns;
        this.secrets = secrets;
        this.mail = mail;
        this.clock = clock;
        this.meters = meters;
        this.writers = IntStream.rangeClosed(1, WRITERS)
            .mapToObj(number -> Thread.ofPlatform().name("mail-" + number).start(this::writeUntilStopped))
            .toList();
    }

    /**
     * Takes up pledges that have just become durable. Returns at once.
     * @param stored the pledges; those without an address are passed over
     */
    void write(Collection<Pledge> stored) {
        for (var pledge : stored) {
            if (pledge.personal() != null && pledge.personal().email() != null && !fresh.offer(pledge)) {
                somethingLeft.set(true);
            }
        }
    }

    /** Has the store looked through soon. */
    void uncertain() {
        somethingLeft.set(true);
    }

    @Override
    public void destroy() {
        writers.forEach(Thread::interrupt);
    }

    @Scheduled(fixedDelay = 10, initialDelay = 2, timeUnit = TimeUnit.SECONDS)
    void sweepAfterFailure() {
        if (fresh.isEmpty() && somethingLeft.getAndSet(false)) {
            sweep();
        }
    }

    /** What a process left when it crashed. */
    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
    void sweepAbandoned() {
        if (fresh.isEmpty()) {
            sweep();
        }
    }

    void sweep() {
        try {
            int failures = 0;
            List<UnmailedPledges.Due> due;
            do {
                due = unmailed.due(clock.instant(), GROUP);
                for (var each : due) {
                    if (unmailed.claim(each, clock.instant().plus(ATTEMPT))) {
                        failures = attempt(each.pledge()) ? 0 : failures + 1;
                    }
                    if (failures == AWAY) {
                        return;
                    }
                }
            }
            while (due.size() == GROUP);
        }
        catch (DataAccessException away) {
            somethingLeft.set(true);
            log.atWarn().addKeyValue("cause", away.getClass().getSimpleName()).log("mails put off");
        }
    }

    private void writeUntilStopped() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                attempt(fresh.take());
            }
            catch (InterruptedException stopped) {
                return;
            }
            catch (RuntimeException failed) {
                somethingLeft.set(true);
                log.atWarn().addKeyValue("cause", failed.getClass().getSimpleName()).log("mail put off");
            }
        }
    }

    /** Whether the mail server is there. */
    private boolean attempt(Pledge pledge) {
        try {
            count(send(pledge));
            return true;
        }
        catch (PledgerMail.MailAway away) {
            unmailed.putOff(pledge.id(), clock.instant().plus(PAUSE));
            somethingLeft.set(true);
            count("put-off");
            log.atWarn().addKeyValue("cause", away.getMessage()).log("mail put off");
            return false;
        }
    }

    private String send(Pledge pledge) {
        var personal = pledge.personal();
        var to = personal == null || personal.email() == null ? null : secrets.decrypt(personal.email()).orElse(null);
        var campaign = campaigns.find(pledge.campaign()).orElse(null);
        // Counted before it is sent, so that several at once are not too many.
        if (personal == null || to == null || campaign == null || pledge.isWithdrawn()
                || mailsTo(to).incrementAndGet() > HOURLY) {
            drop(pledge);
            return "dropped";
        }
        try {
            send(pledge, personal, to, new PledgerMail.Letter(pledge.id(), campaign, personal.text()));
            return "sent";
        }
        catch (PledgerMail.Undeliverable refused) {
            drop(pledge);
            return "refused";
        }
        catch (PledgerMail.MailAway away) {
            mailsTo(to).decrementAndGet();
            throw away;
        }
    }

    private void send(Pledge pledge, PersonalData personal, String to, PledgerMail.Letter letter) {
        if (!pledge.isUnconfirmed()) {
            mail.thank(to, letter, secrets.pledgerSecretOf(pledge));
            unmailed.mailed(pledge.id(), !personal.updates());
        }
        else if (hasPledged(pledge, to)) {
            mail.sayAlreadyPledged(to, letter);
            pledges.forgetUnconfirmed(pledge.id());
        }
        else {
            mail.askToConfirm(to, letter, secrets.confirmation(pledge.id()));
            unmailed.mailed(pledge.id(), false);
        }
    }

    /**
     * Nothing more is written to this pledge's address, so it serves no other purpose.
     */
    private void drop(Pledge pledge) {
        var personal = pledge.personal();
        unmailed.mailed(pledge.id(), !pledge.isUnconfirmed() && personal != null && !personal.updates());
    }

    private boolean hasPledged(Pledge pledge, String address) {
        var digests = secrets.addressDigests(new EmailAddress(address).canonical());
        return claims.find(pledge.campaignId(), digests)
            .flatMap(claim -> pledges.findById(claim.pledgeId()))
            .filter(standing -> !standing.isUnconfirmed() && !standing.isWithdrawn())
            .isPresent();
    }

    private AtomicInteger mailsTo(String address) {
        var digest = HexFormat.of().formatHex(secrets.addressDigest(new EmailAddress(address).canonical()));
        return written.get(digest, first -> new AtomicInteger());
    }

    private void count(String outcome) {
        meters.counter("groundswell.pledger.mails", "outcome", outcome).increment();
    }

}
