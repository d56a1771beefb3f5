package org.groundswell.notification;

import io.micrometer.core.instrument.MeterRegistry;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Tells organisers of milestones: a delivery for each, claimed before it is sent, tried
 * again for as long as the mail server is away. After a crash between sending and noting
 * it, a mail may go out a second time, with the same Message-ID.
 */
@Service
public class TellOrganisers {

    private static final Logger log = LoggerFactory.getLogger(TellOrganisers.class);

    /**
     * Longer than an attempt can last: asking for the address and sending the mail are
     * both limited in {@code application.yml}. What a crash leaves claimed waits for this
     * long.
     */
    static final Duration CLAIM = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofDays(7);

    private static final int BATCH = 50;

    private final Deliveries deliveries;

    private final CampaignContacts contacts;

    private final Mail mail;

    private final SiteProperties site;

    private final Clock clock;

    private final MeterRegistry meters;

    TellOrganisers(Deliveries deliveries, CampaignContacts contacts, Mail mail, SiteProperties site, Clock clock,
            MeterRegistry meters) {
        this.deliveries = deliveries;
        this.contacts = contacts;
        this.mail = mail;
        this.site = site;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Notes that a campaign's organisers are to be told of a milestone. Doing so twice is
     * doing it once.
     * @param milestone the milestone
     */
    public void of(Milestone milestone) {
        var now = clock.instant();
        contacts.of(milestone.campaignId())
            .ifPresent(campaign -> campaign.organisers()
                .forEach(organiser -> deliveries.add(Delivery.byMail(milestone, organiser.id(), now))));
    }

    /** Makes an attempt at everything that is due. */
    @Scheduled(fixedDelay = 500, timeUnit = TimeUnit.MILLISECONDS)
    void deliver() {
        var due = deliveries.due(clock.instant(), BATCH);
        for (var delivery : due) {
            deliveries.claim(delivery, clock.instant().plus(CLAIM)).ifPresent(this::attempt);
        }
    }

    private void attempt(Delivery delivery) {
        try {
            var campaign = contacts.of(delivery.campaignId());
            var organiser = campaign.flatMap(found -> found.find(delivery.organiserId()));
            if (organiser.isEmpty()) {
                deliveries.giveUp(delivery);
                count("given-up");
                return;
            }
            send(delivery, campaign.orElseThrow(), organiser.get());
            deliveries.sent(delivery, clock.instant());
            count("sent");
            log.atInfo().addKeyValue("delivery", delivery.id()).log("organiser told");
        }
        catch (Mail.MailAway | CampaignsAway away) {
            failed(delivery, String.valueOf(away.getMessage()));
        }
        catch (RuntimeException unexpected) {
            // Its message could repeat an address.
            failed(delivery, NestedExceptionUtils.getMostSpecificCause(unexpected).getClass().getName());
        }
    }

    private void failed(Delivery delivery, String cause) {
        try {
            tryLater(delivery, cause);
        }
        catch (RuntimeException storeAway) {
            log.atWarn().addKeyValue("delivery", delivery.id()).log("delivery waits until its claim has run out");
        }
    }

    private void tryLater(Delivery delivery, String cause) {
        var now = clock.instant();
        var tooLate = delivery.createdAt().plus(PATIENCE).isBefore(now);
        if (tooLate) {
            deliveries.giveUp(delivery);
        }
        else {
            deliveries.putOff(delivery, now.plus(delivery.pause()));
        }
        count(tooLate ? "given-up" : "put-off");
        log.atWarn()
            .addKeyValue("delivery", delivery.id())
            .addKeyValue("attempts", delivery.attempts())
            .addKeyValue("cause", cause)
            .log(tooLate ? "delivery given up" : "delivery put off");
    }

    private void send(Delivery delivery, CampaignContacts.Contacts campaign, CampaignContacts.Contact organiser) {
        var pledges = NumberFormat.getIntegerInstance(Locale.UK).format(delivery.threshold());
        mail.send(delivery.id(), organiser.email(), "%s has reached %s pledges".formatted(campaign.title(), pledges),
                """
                        Hello,

                        your campaign "%s" has just reached %s pledges. Thank you for leading it.

                        See how it goes on:
                        %s/campaigns/%s

                        %s
                        """.formatted(campaign.title(), pledges, site.publicUrl(), campaign.slug(), site.siteName()));
    }

    private void count(String outcome) {
        meters.counter("groundswell.deliveries", "channel", "mail", "outcome", outcome).increment();
    }

}
