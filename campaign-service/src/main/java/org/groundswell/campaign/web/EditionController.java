package org.groundswell.campaign.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.groundswell.campaign.Campaign;
import org.groundswell.campaign.Editions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The editions of a campaign's movement. */
@RestController
@RequestMapping("/api/campaigns/{slug}/editions")
class EditionController {

    private final Editions editions;

    private final CampaignPatches patches;

    private final CampaignViews views;

    private final Clock clock;

    EditionController(Editions editions, CampaignPatches patches, CampaignViews views, Clock clock) {
        this.editions = editions;
        this.patches = patches;
        this.views = views;
        this.clock = clock;
    }

    @GetMapping
    Movement list(@PathVariable String slug, @AuthenticationPrincipal @Nullable Jwt caller) {
        var found = editions.of(slug, caller == null ? null : caller.getSubject());
        return new Movement(found.movementId(), found.campaigns().stream().map(this::item).toList());
    }

    @PostMapping
    ResponseEntity<CampaignView> next(@PathVariable String slug,
            @RequestBody(required = false) @Nullable ObjectNode differences, @AuthenticationPrincipal Jwt caller,
            HttpServletRequest request) {
        var given = Objects.requireNonNullElseGet(differences, JsonNodeFactory.instance::objectNode);
        var campaign = editions.next(slug, caller.getSubject(),
                last -> patches.next(given, last, new ServletServerHttpRequest(request)));
        return views.created(campaign, caller.getSubject());
    }

    private Item item(Campaign campaign) {
        var plan = campaign.plan();
        var self = views.address(campaign.slug());
        return new Item(campaign.edition().number(), campaign.slug(), plan.title(),
                campaign.state(clock.instant()).name().toLowerCase(Locale.ROOT), plan.opensAt(), plan.closesAt(),
                plan.target(), new Links(self, self + "/tally"));
    }

    /** The editions of a movement, the first first. */
    record Movement(String movement, List<Item> items) {
    }

    /** One edition; its address and its tally tell the rest. */
    record Item(int edition, String slug, String title, String state, @Nullable Instant opensAt,
            @Nullable Instant closesAt, @Nullable Long target, Links links) {
    }

    record Links(String self, String tally) {
    }

}
