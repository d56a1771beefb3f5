package org.groundswell.pledge.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.groundswell.pledge.AcceptPledge;
import org.groundswell.pledge.Acceptance;
import org.groundswell.pledge.Campaign;
import org.groundswell.pledge.Campaigns;
import org.groundswell.pledge.ConfirmPledge;
import org.groundswell.pledge.Pledge;
import org.groundswell.pledge.PledgeRefusal;
import org.groundswell.pledge.Pledges;
import org.groundswell.pledge.Secrets;
import org.groundswell.pledge.SiteProperties;
import org.groundswell.pledge.Wall;
import org.groundswell.pledge.WithdrawPledge;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Pledges over HTTP. */
@RestController
class PledgeController {

    /** The scheme of {@code Authorization} that a pledger's secret comes with. */
    static final String SCHEME = "Pledge";

    private final AcceptPledge acceptPledge;

    private final ConfirmPledge confirmPledge;

    private final WithdrawPledge withdrawPledge;

    private final Pledges pledges;

    private final Campaigns campaigns;

    private final Wall wall;

    private final Secrets secrets;

    private final String publicUrl;

    PledgeController(AcceptPledge acceptPledge, ConfirmPledge confirmPledge, WithdrawPledge withdrawPledge,
            Pledges pledges, Campaigns campaigns, Wall wall, Secrets secrets, SiteProperties site) {
        this.acceptPledge = acceptPledge;
        this.confirmPledge = confirmPledge;
        this.withdrawPledge = withdrawPledge;
        this.pledges = pledges;
        this.campaigns = campaigns;
        this.wall = wall;
        this.secrets = secrets;
        this.publicUrl = site.publicUrl();
    }

    @PostMapping("/api/campaigns/{slug}/pledges")
    ResponseEntity<?> pledge(@PathVariable String slug, @Valid @RequestBody PledgeRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Pattern(regexp = PledgeRequest.KEY,
                    message = PledgeRequest.KEY_FORM) String idempotencyKey) {
        return switch (acceptPledge.accept(slug, request.toSubmission(), idempotencyKey)) {
            case Acceptance.Made made -> toItsPledger(made.pledge());
            case Acceptance.ToBeConfirmed later -> ResponseEntity.accepted()
                .cacheControl(CacheControl.noStore())
                .body(Map.of("status", "check-your-email"));
        };
    }

    @PostMapping("/api/pledges/confirm")
    ResponseEntity<PledgeView> confirm(@Valid @RequestBody ConfirmationRequest request) {
        return toItsPledger(confirmPledge.confirm(request.token()));
    }

    @GetMapping("/api/campaigns/{slug}/pledges")
    ResponseEntity<WallPage<PledgeView>> wall(@PathVariable String slug,
            @RequestParam(defaultValue = "20") @Range(min = 1, max = Wall.MAX_PAGE) int limit,
            @RequestParam(required = false) @Nullable String before) {
        var campaign = campaigns.find(slug).orElseThrow(PledgeRefusal.UnknownCampaign::new);
        var cursor = WallPage.read(before);
        var page = campaign.suspended() ? Wall.Page.EMPTY : wall.page(campaign.slug(), cursor, limit);
        var address = publicUrl + "/api/campaigns/" + campaign.slug() + "/pledges";
        return ResponseEntity.ok()
            .cacheControl(CacheControl.maxAge(Duration.ofSeconds(1)).cachePublic())
            .body(WallPage.of(page, address, limit, before, pledge -> PledgeView.of(pledge, publicUrl)));
    }

    @GetMapping("/api/pledges/{id}")
    PledgeView read(@PathVariable String id) {
        return pledges.findById(id)
            .filter(Pledge::isPublic)
            .map(pledge -> isSuspended(pledge) ? PledgeView.withoutWords(pledge, publicUrl)
                    : PledgeView.of(pledge, publicUrl))
            .orElseThrow(PledgeRefusal.UnknownPledge::new);
    }

    @DeleteMapping("/api/pledges/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String id,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        withdrawPledge.withdraw(id, secretIn(authorization).orElseThrow(PledgeRefusal.NoSecret::new));
    }

    private boolean isSuspended(Pledge pledge) {
        return campaigns.find(pledge.campaign()).filter(Campaign::suspended).isPresent();
    }

    private static Optional<String> secretIn(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME + " ", 0, SCHEME.length() + 1)) {
            return Optional.empty();
        }
        return Optional.of(authorization.substring(SCHEME.length() + 1).strip());
    }

    private ResponseEntity<PledgeView> toItsPledger(Pledge pledge) {
        var view = PledgeView.toItsPledger(pledge, publicUrl, secrets.pledgerSecretOf(pledge));
        return ResponseEntity.created(URI.create(view.links().self())).cacheControl(CacheControl.noStore()).body(view);
    }

}
