package org.groundswell.campaign.web;

import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import org.groundswell.campaign.Campaign;
import org.groundswell.campaign.CampaignState;
import org.groundswell.campaign.Campaigns;
import org.groundswell.campaign.LeadCampaigns;
import org.groundswell.campaign.SiteProperties;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Campaigns over HTTP. */
@RestController
@RequestMapping("/api/campaigns")
class CampaignController {

    private final LeadCampaigns lead;

    private final Campaigns campaigns;

    private final SiteProperties site;

    private final Clock clock;

    CampaignController(LeadCampaigns lead, Campaigns campaigns, SiteProperties site, Clock clock) {
        this.lead = lead;
        this.campaigns = campaigns;
        this.site = site;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<CampaignView> draft(@Valid @RequestBody CampaignRequest request,
            @AuthenticationPrincipal Jwt caller) {
        var campaign = lead.draft(request.toDraft(), caller.getSubject());
        return ResponseEntity.created(URI.create(site.publicUrl() + "/api/campaigns/" + campaign.slug()))
            .eTag(eTag(campaign))
            .body(view(campaign));
    }

    @GetMapping
    CampaignPage list(@RequestParam(defaultValue = "all") StateFilter state,
            @RequestParam(defaultValue = "1") @Range(min = 1, max = 100_000) int page,
            @RequestParam(defaultValue = "20") @Range(min = 1, max = 100) int size,
            @AuthenticationPrincipal @Nullable Jwt caller) {
        var part = PageRequest.of(page - 1, size);
        var now = clock.instant();
        Page<Campaign> found = switch (state) {
            case OPEN -> campaigns.findOpen(now, part);
            case SCHEDULED -> campaigns.findScheduled(now, part);
            case CLOSED -> campaigns.findClosed(now, part);
            case ALL -> campaigns.findVisible(caller == null ? "" : caller.getSubject(), part);
        };
        return CampaignPage.of(found.map(this::view), site.publicUrl(), state.name().toLowerCase(Locale.ROOT));
    }

    @GetMapping("/{slug}")
    ResponseEntity<CampaignView> read(@PathVariable String slug, @AuthenticationPrincipal @Nullable Jwt caller) {
        var campaign = lead.visible(slug, caller == null ? null : caller.getSubject());
        return ResponseEntity.ok().eTag(eTag(campaign)).body(view(campaign));
    }

    @PostMapping("/{slug}/launch")
    ResponseEntity<CampaignView> launch(@PathVariable String slug, @AuthenticationPrincipal Jwt caller) {
        var campaign = lead.launch(slug, caller.getSubject());
        return ResponseEntity.ok().eTag(eTag(campaign)).body(view(campaign));
    }

    private CampaignView view(Campaign campaign) {
        return CampaignView.of(campaign, clock.instant(), site.publicUrl());
    }

    /** Names the state too, which the clock changes without a new version. */
    private String eTag(Campaign campaign) {
        CampaignState state = campaign.state(clock.instant());
        return "\"" + campaign.version() + "-" + state.name().toLowerCase(Locale.ROOT) + "\"";
    }

}
