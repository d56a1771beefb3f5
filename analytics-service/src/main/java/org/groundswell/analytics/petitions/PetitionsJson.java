package org.groundswell.analytics.petitions;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.groundswell.analytics.Level;
import org.groundswell.analytics.Places;
import org.groundswell.analytics.SiteProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The JSON of the petitions site (its views are in {@code alphagov/e-petitions}), with
 * its names, types and formats. Where we have no counterpart there is null, or an empty
 * list.
 */
@Component
class PetitionsJson {

    /** The milestones that stand for the thresholds of a response and of a debate. */
    private static final int RESPONSE = 0;

    private static final int DEBATE = 1;

    private static final Set<String> BOARDS = Set.of("icb", "health-board");

    private static final String ENGLAND = "E92000001";

    private final Places places;

    private final String site;

    PetitionsJson(Places places, SiteProperties site) {
        this.places = places;
        this.site = site.publicUrl();
    }

    Map<String, @Nullable Object> one(Counted counted, Instant now) {
        var attributes = attributes(counted, now);
        attributes.put("signatures_by_country",
                List.of(object("name", "United Kingdom", "code", "GB", "signature_count", counted.signatures())));
        attributes.put("signatures_by_constituency", boards(counted));
        attributes.put("signatures_by_region", regions(counted));
        attributes.put("other_parliamentary_business", List.of());
        return object("links", object("self", address(counted)), "data",
                object("type", "petition", "id", counted.number(), "attributes", attributes));
    }

    Map<String, @Nullable Object> count(Counted counted) {
        return object("signature_count", counted.signatures(), "response_threshold_reached_at",
                counted.reachedAt(RESPONSE), "government_response_at", null, "debate_threshold_reached_at",
                counted.reachedAt(DEBATE), "scheduled_debate_date", null, "debate_outcome_at", null, "debated", false);
    }

    /**
     * A page of a list.
     * @param found the whole list
     * @param search what was asked for
     * @param query how it was written, with the question mark; empty where there was none
     * @param now at which instant
     * @return the page
     */
    Map<String, @Nullable Object> page(List<Counted> found, Search search, String query, Instant now) {
        int size = search.pageSize();
        int last = Math.max(1, Math.ceilDiv(found.size(), size));
        int page = search.pageNumber();
        var self = site + "/petitions.json";
        var links = object("self", self + query, "first", self + search.query(1), "last", self + search.query(last),
                "next", page < last ? self + search.query(page + 1) : null, "prev",
                page > 1 ? self + search.query(Math.min(page - 1, last)) : null);
        return object("links", links, "data",
                found.stream().skip((long) (page - 1) * size).limit(size).map(counted -> item(counted, now)).toList());
    }

    /**
     * Those that grow fastest; {@code signature_count} is, as on the petitions site, what
     * came in the last hour.
     */
    Map<String, @Nullable Object> trending(List<Counted> growing, Instant now) {
        var data = growing.stream()
            .map(counted -> object("type", "petition", "id", counted.number(), "links",
                    object("self", address(counted)), "attributes",
                    object("action", counted.petition().title(), "signature_count", counted.signaturesOfLastHour(now))))
            .toList();
        return object("data", data, "links", object("self", site + "/trending.json"), "meta",
                object("updated_at", now.truncatedTo(ChronoUnit.MINUTES)));
    }

    Map<String, @Nullable Object> constituencies() {
        var constituencies = new TreeMap<String, @Nullable Object>();
        for (var place : places.all()) {
            if (isBoard(place) && place.onsCode() != null) {
                constituencies.put(place.onsCode(), object("mp", null, "party", null, "constituency", place.name(),
                        "ons_code", place.onsCode(), "start_date", null, "end_date", null));
            }
        }
        return constituencies;
    }

    private Map<String, @Nullable Object> item(Counted counted, Instant now) {
        return object("type", "petition", "id", counted.number(), "links", object("self", address(counted)),
                "attributes", attributes(counted, now));
    }

    private Map<String, @Nullable Object> attributes(Counted counted, Instant now) {
        var petition = counted.petition();
        var state = petition.state(now);
        var open = state == Petition.State.OPEN;
        return object("action", petition.title(), "background", petition.summary(), "additional_details",
                petition.standardPledge(), "committee_note", null, "state", state.name().toLowerCase(Locale.ROOT),
                "signature_count", counted.signatures(), "closing_date", open ? date(petition.closesAt()) : null,
                "created_at", petition.since(), "updated_at", counted.updatedAt(now), "rejected_at", null, "opened_at",
                petition.opensAt(), "closed_at", open ? null : petition.closesAt(), "moderation_threshold_reached_at",
                null, "response_threshold_reached_at", counted.reachedAt(RESPONSE), "government_response_at", null,
                "debate_threshold_reached_at", counted.reachedAt(DEBATE), "debate_scheduled_on", null,
                "scheduled_debate_date", null, "debate_outcome_at", null, "creator_name", petition.organisation(),
                "rejection", null, "government_response", null, "debate", null, "departments", List.of(), "topics",
                List.of());
    }

    private List<Map<String, @Nullable Object>> boards(Counted counted) {
        return parts(counted, Level.PLACE).filter(part -> isBoard(part.place))
            .map(part -> object("name", part.place.name(), "ons_code", part.place.onsCode(), "mp", null,
                    "signature_count", part.signatures))
            .toList();
    }

    private List<Map<String, @Nullable Object>> regions(Counted counted) {
        return parts(counted, Level.REGION).filter(part -> isRegion(part.place))
            .map(part -> object("name", part.place.name(), "ons_code", part.place.onsCode(), "signature_count",
                    part.signatures))
            .toList();
    }

    /** In the order of the places' file, without those that have none. */
    private Stream<PlacePart> parts(Counted counted, Level level) {
        var signatures = new LinkedHashMap<@Nullable String, Long>();
        if (counted.tally() != null) {
            for (var part : places.gather(counted.tally().byPlace(), level)) {
                signatures.put(part.code(), part.pledges());
            }
        }
        return places.all()
            .stream()
            .map(place -> new PlacePart(place, signatures.getOrDefault(place.code(), 0L)))
            .filter(part -> part.signatures > 0);
    }

    private static boolean isBoard(Places.Place place) {
        return place.kind() != null && BOARDS.contains(place.kind());
    }

    /** England is there by its regions; the other nations have none. */
    private static boolean isRegion(Places.Place place) {
        return Places.NHS_REGION.equals(place.kind())
                || (Places.NATION.equals(place.kind()) && !ENGLAND.equals(place.onsCode()));
    }

    private String address(Counted counted) {
        return site + "/petitions/" + counted.number() + ".json";
    }

    private static @Nullable LocalDate date(@Nullable Instant instant) {
        return instant == null ? null : LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** An object of names and values, in this order. */
    private static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return object;
    }

    private record PlacePart(Places.Place place, long signatures) {
    }

}
