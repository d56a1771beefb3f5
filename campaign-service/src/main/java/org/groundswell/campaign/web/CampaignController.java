package org.groundswell.campaign.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.groundswell.campaign.LeadCampaigns;
import org.groundswell.campaign.Places;
import org.groundswell.campaign.Stewards;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Campaigns over HTTP. */
@RestController
@RequestMapping("/api/campaigns")
class CampaignController {

    private final LeadCampaigns lead;

    private final Stewards stewards;

    private final CampaignPatches patches;

    private final Places places;

    private final CampaignViews views;

    CampaignController(LeadCampaigns lead, Stewards stewards, CampaignPatches patches, Places places,
            CampaignViews views) {
        this.lead = lead;
        this.stewards = stewards;
        this.patches = patches;
        this.places = places;
        this.views = views;
    }

    @PostMapping
    ResponseEntity<CampaignView> draft(@Valid @RequestBody CampaignRequest request,
            @AuthenticationPrincipal Jwt caller) {
        return views.created(lead.draft(request.toPlan(places), request.slug(), caller.getSubject()),
                caller.getSubject());
    }

    @GetMapping("/{slug}")
    ResponseEntity<CampaignView> read(@PathVariable String slug, @AuthenticationPrincipal @Nullable Jwt caller) {
        var organiser = caller == null ? null : caller.getSubject();
        return views.answer(lead.visible(slug, organiser), organiser);
    }

    @PatchMapping(path = "/{slug}", consumes = { "application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE })
    ResponseEntity<CampaignView> edit(@PathVariable String slug, @RequestBody ObjectNode patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable List<String> versions,
            @AuthenticationPrincipal Jwt caller, HttpServletRequest request) {
        var organiser = caller.getSubject();
        var campaign = lead.edit(slug, organiser, read -> {
            views.checkUnchanged(read, versions, organiser);
            return patches.apply(patch, read, new ServletServerHttpRequest(request));
        });
        return views.answer(campaign, organiser);
    }

    @PostMapping("/{slug}/launch")
    ResponseEntity<CampaignView> launch(@PathVariable String slug, @AuthenticationPrincipal Jwt caller) {
        return views.answer(lead.launch(slug, caller.getSubject()), caller.getSubject());
    }

    @PostMapping("/{slug}/close")
    ResponseEntity<CampaignView> close(@PathVariable String slug, @AuthenticationPrincipal Jwt caller) {
        return views.answer(lead.close(slug, caller.getSubject()), caller.getSubject());
    }

    @PostMapping("/{slug}/suspend")
    ResponseEntity<CampaignView> suspend(@PathVariable String slug, @Valid @RequestBody Reason reason,
            @AuthenticationPrincipal Jwt caller) {
        return views.answer(stewards.suspend(slug, reason.reason(), caller.getSubject()), caller.getSubject());
    }

    @PostMapping("/{slug}/lift")
    ResponseEntity<CampaignView> lift(@PathVariable String slug, @AuthenticationPrincipal Jwt caller) {
        return views.answer(stewards.lift(slug, caller.getSubject()), caller.getSubject());
    }

    record Reason(@NotBlank(message = "must be given") @Size(max = 500,
            message = "must have at most {max} characters") @Pattern(regexp = CampaignRequest.TEXT,
                    message = "must not have control characters") String reason) {
    }

}
