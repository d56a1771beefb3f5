package org.groundswell.campaign.web;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.groundswell.campaign.CampaignRefusal;
import org.groundswell.campaign.CampaignSearch;
import org.groundswell.campaign.Places;
import org.groundswell.campaign.SearchCampaigns;
import org.groundswell.campaign.SiteProperties;
import org.groundswell.campaign.Stewards;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Finding campaigns. */
@RestController
class CampaignListController {

    private final SearchCampaigns campaigns;

    private final Stewards stewards;

    private final Places places;

    private final CampaignViews views;

    private final SiteProperties site;

    CampaignListController(SearchCampaigns campaigns, Stewards stewards, Places places, CampaignViews views,
            SiteProperties site) {
        this.campaigns = campaigns;
        this.stewards = stewards;
        this.places = places;
        this.views = views;
        this.site = site;
    }

    @GetMapping("/api/campaigns")
    CampaignPage list(@RequestParam(defaultValue = "all") StateFilter state,
            @RequestParam(required = false) @Size(max = 200, message = "must have at most {max} characters") @Pattern(
                    regexp = CampaignRequest.TEXT, message = "must not have control characters") @Nullable String q,
            @RequestParam(required = false) @Nullable String place,
            @RequestParam(required = false) @Size(max = 150, message = "must have at most {max} characters") @Pattern(
                    regexp = CampaignRequest.TEXT,
                    message = "must not have control characters") @Nullable String organisation,
            @RequestParam(required = false) @Size(max = 61, message = "must have at most {max} characters") @Pattern(
                    regexp = CampaignRequest.TEXT,
                    message = "must not have control characters") @Nullable String hashtag,
            @RequestParam(defaultValue = "1") @Range(min = 1, max = 100_000) int page,
            @RequestParam(defaultValue = "20") @Range(min = 1, max = 100) int size,
            @RequestParam(required = false) @Nullable Instant asOf, @AuthenticationPrincipal @Nullable Jwt caller) {
        var organiser = caller == null ? null : caller.getSubject();
        var search = new CampaignSearch(state.state(), q, given(place).map(this::codes).orElse(List.of()),
                given(organisation).orElse(null), given(hashtag).orElse(null), organiser, stewards.include(organiser));
        var found = campaigns.find(search, asOf, PageRequest.of(page - 1, size));
        var address = UriComponentsBuilder.fromUriString(site.publicUrl())
            .path("/api/campaigns")
            .queryParam("state", state.parameter());
        add(address, "q", q);
        add(address, "place", place);
        add(address, "organisation", organisation);
        add(address, "hashtag", hashtag);
        return CampaignPage.of(found.page().map(campaign -> views.view(campaign, organiser)), address, found.asOf());
    }

    /** A form sends fields that were left empty, too. */
    private static Optional<String> given(@Nullable String parameter) {
        return Optional.ofNullable(parameter).filter(value -> !value.isBlank());
    }

    /** A place stands for all within it. */
    private List<String> codes(String place) {
        if (!places.contains(place)) {
            throw new CampaignRefusal.ImpossiblePlan("place", "must be a place's code");
        }
        return places.within(place);
    }

    private static void add(UriComponentsBuilder address, String name, @Nullable String value) {
        if (value != null) {
            address.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
        }
    }

}
