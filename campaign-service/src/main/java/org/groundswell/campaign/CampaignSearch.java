package org.groundswell.campaign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;

/**
 * Which campaigns a list shows. Everything that is given must hold.
 *
 * @param state where they stand, not {@link CampaignState#DRAFT}; null: all that were
 * launched, and the drafts that the caller leads
 * @param text words that occur in what organisers wrote; null: any
 * @param places codes of the places that they are for; empty: any, and none
 * @param organisation who runs them; null: anybody
 * @param hashtag their tag, with or without the hash; null: any
 * @param caller who asks; null: anyone
 * @param everything whether suspended ones are listed even if the caller does not lead
 * them
 */
public record CampaignSearch(@Nullable CampaignState state, @Nullable String text, List<String> places,
        @Nullable String organisation, @Nullable String hashtag, @Nullable String caller, boolean everything) {

    List<Criteria> criteria(Instant asOf) {
        var all = new ArrayList<Criteria>();
        all.add(inState(asOf));
        if (!everything) {
            var shown = Criteria.where("suspension").is(null);
            all.add(caller == null ? shown : new Criteria().orOperator(shown, Campaigns.ledBy(caller)));
        }
        if (text != null) {
            SearchKeys.words(text).stream().map(Campaigns::containing).forEach(all::add);
        }
        if (!places.isEmpty()) {
            all.add(Criteria.where("plan.place").in(places));
        }
        if (organisation != null) {
            all.add(Criteria.where("keys.organisation").is(SearchKeys.key(organisation)));
        }
        if (hashtag != null) {
            all.add(Criteria.where("keys.hashtag").is(SearchKeys.key(hashtag.replaceFirst("^#", ""))));
        }
        return all;
    }

    private Criteria inState(Instant asOf) {
        var launched = Criteria.where("launchedAt").lte(asOf);
        var dated = Criteria.where("plan.closesAt").lte(asOf);
        var closed = new Criteria().orOperator(Criteria.where("closing.closedAt").lte(asOf), dated);
        var notClosed = new Criteria().norOperator(Criteria.where("closing.closedAt").lte(asOf), dated);
        return switch (state) {
            case null -> caller == null ? launched : new Criteria().orOperator(launched,
                    new Criteria().andOperator(Campaigns.ledBy(caller), Criteria.where("createdAt").lte(asOf)));
            case DRAFT -> throw new IllegalArgumentException("there is no list of drafts alone");
            case SCHEDULED -> new Criteria().andOperator(launched, notClosed, Criteria.where("plan.opensAt").gt(asOf));
            case OPEN -> new Criteria().andOperator(launched, notClosed, Criteria.where("plan.opensAt").lte(asOf));
            case CLOSED -> new Criteria().andOperator(launched, closed);
        };
    }

}
