package org.groundswell.pledge.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import org.groundswell.pledge.AcceptPledge;
import org.groundswell.pledge.Campaigns;
import org.groundswell.pledge.PledgeRefusal;
import org.groundswell.pledge.Pledges;
import org.groundswell.pledge.Secrets;
import org.groundswell.pledge.SiteProperties;
import org.groundswell.pledge.Wall;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Pledges over HTTP. */
@RestController
class PledgeController {

    private final AcceptPledge acceptPledge;

    private final Pledges pledges;

    private final Campaigns campaigns;

    private final Wall wall;

    private final Secrets secrets;

    private final String publicUrl;

    PledgeController(AcceptPledge acceptPledge, Pledges pledges, Campaigns campaigns, Wall wall, Secrets secrets,
            SiteProperties site) {
        this.acceptPledge = acceptPledge;
        this.pledges = pledges;
        this.campaigns = campaigns;
        this.wall = wall;
        this.secrets = secrets;
        this.publicUrl = site.publicUrl();
    }

    @PostMapping("/api/campaigns/{slug}/pledges")
    ResponseEntity<PledgeView> pledge(@PathVariable String slug, @Valid @RequestBody PledgeRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Pattern(
                    regexp = "[\\x21-\\x7e]{8,128}",
                    message = "must be 8 to 128 visible characters") String idempotencyKey) {
        var pledge = acceptPledge.accept(slug, request.toSubmission(), idempotencyKey);
        var view = PledgeView.withSecret(pledge, publicUrl, secrets.pledgerSecret(pledge.id()));
        return ResponseEntity.created(URI.create(view.links().self())).cacheControl(CacheControl.noStore()).body(view);
    }

    @GetMapping("/api/campaigns/{slug}/pledges")
    ResponseEntity<WallPage> wall(@PathVariable String slug,
            @RequestParam(defaultValue = "20") @Range(min = 1, max = Wall.MAX_PAGE) int limit,
            @RequestParam(required = false) @Nullable String before) {
        var campaign = campaigns.find(slug).orElseThrow(PledgeRefusal.UnknownCampaign::new);
        var cursor = before == null ? null : WallPage.read(before).orElseThrow(UnknownCursor::new);
        var self = publicUrl + "/api/campaigns/" + campaign.slug() + "/pledges?limit=" + limit
                + (before == null ? "" : "&before=" + before);
        return ResponseEntity.ok()
            .cacheControl(CacheControl.maxAge(Duration.ofSeconds(1)).cachePublic())
            .body(WallPage.of(wall.page(campaign.slug(), cursor, limit), self, limit, publicUrl));
    }

    @GetMapping("/api/pledges/{id}")
    PledgeView read(@PathVariable String id) {
        return PledgeView.of(pledges.findById(id).orElseThrow(PledgeRefusal.UnknownPledge::new), publicUrl);
    }

    /** {@code before} was not made by this service. */
    static final class UnknownCursor extends RuntimeException {

        private static final long serialVersionUID = 1L;

    }

}
