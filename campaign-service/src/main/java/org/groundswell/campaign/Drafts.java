package org.groundswell.campaign;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Adds drafts, each with a number, a slug and an edition that no other has. */
@Component
class Drafts {

    private static final int SLUG_TRIES = 50;

    private final Campaigns campaigns;

    private final CampaignNumbers numbers;

    private final Quotas quotas;

    private final DraftProperties properties;

    private final Clock clock;

    Drafts(Campaigns campaigns, CampaignNumbers numbers, Quotas quotas, DraftProperties properties, Clock clock) {
        this.campaigns = campaigns;
        this.numbers = numbers;
        this.quotas = quotas;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Adds a draft.
     * @param draft the draft
     * @param slug the name for addresses; null: made from the title
     * @return the new campaign
     * @throws CampaignRefusal.SlugTaken when the slug that was asked for is taken
     * @throws CampaignRefusal.ImpossiblePlan when fields do not go together
     * @throws CampaignRefusal.TooMany when the organiser has drafted enough for now
     * @throws EditionTaken when its movement has that edition already
     */
    Campaign add(Draft draft, @Nullable String slug) {
        draft.plan().check(clock.instant());
        quotas.take("drafts of " + draft.by(), properties.perHour(), Duration.ofHours(1)).ifPresent(wait -> {
            throw new CampaignRefusal.TooMany("You have drafted enough campaigns for this hour.", wait);
        });
        var number = numbers.next();
        if (slug != null) {
            return insert(draft, slug, number).orElseThrow(CampaignRefusal.SlugTaken::new);
        }
        var slugOfTitle = Slugs.of(draft.plan().title());
        for (int i = 1; i <= SLUG_TRIES; i++) {
            var inserted = insert(draft, i == 1 ? slugOfTitle : slugOfTitle + "-" + i, number);
            if (inserted.isPresent()) {
                return inserted.get();
            }
        }
        return insert(draft, slugOfTitle + "-n" + number, number).orElseThrow(CampaignRefusal.SlugTaken::new);
    }

    /** Empty: another campaign has the slug. */
    private Optional<Campaign> insert(Draft draft, String slug, long number) {
        try {
            return Optional.of(campaigns.insert(campaign(draft, slug, number)));
        }
        catch (DuplicateKeyException taken) {
            // Which index it was, each store says in words of its own; editions are never
            // given back, so asking for it is as good.
            if (campaigns.has(draft.edition())) {
                throw new EditionTaken();
            }
            return Optional.empty();
        }
    }

    private Campaign campaign(Draft draft, String slug, long number) {
        var now = clock.instant();
        var after = new LinkedHashMap<String, Object>();
        after.put("title", draft.plan().title());
        after.put("slug", slug);
        after.put("edition", draft.edition().number());
        var drafted = new AuditEntry(draft.id() + ":1", draft.id(), 1, now, draft.by(), "drafted", null, Map.of(),
                after);
        return new Campaign(draft.id(), slug, number, draft.edition(), draft.plan(), SearchKeys.of(draft.plan()),
                draft.leads(), List.of(), List.of(), now, null, null, null, null, null, List.of(), 0, Set.of(), null,
                List.of(drafted), 1);
    }

    /**
     * What is to be added.
     *
     * @param id its identity, a new one
     * @param edition which run of which movement it is
     * @param plan what its organisers wrote
     * @param leads who leads it
     * @param by the organiser who drafts it
     */
    record Draft(String id, Edition edition, Plan plan, List<Leadership> leads, String by) {
    }

    /** Another campaign is that edition of the movement. */
    static final class EditionTaken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private EditionTaken() {
            super("the movement has that edition already");
        }

    }

}
