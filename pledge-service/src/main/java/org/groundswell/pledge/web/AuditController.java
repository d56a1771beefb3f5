package org.groundswell.pledge.web;

import java.security.Principal;
import org.groundswell.pledge.Audit;
import org.groundswell.pledge.SiteProperties;
import org.groundswell.pledge.Wall;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a campaign's organisers did about its pledges, for its organisers. */
@RestController
class AuditController {

    private final Audit audit;

    private final LedCampaigns ledCampaigns;

    private final String publicUrl;

    AuditController(Audit audit, LedCampaigns ledCampaigns, SiteProperties site) {
        this.audit = audit;
        this.ledCampaigns = ledCampaigns;
        this.publicUrl = site.publicUrl();
    }

    @GetMapping("/api/campaigns/{slug}/pledges/audit")
    ResponseEntity<WallPage<AuditView>> audit(@PathVariable String slug, Principal organiser,
            @RequestParam(defaultValue = "20") @Range(min = 1, max = Audit.MAX_PAGE) int limit,
            @RequestParam(required = false) @Nullable String before) {
        var led = ledCampaigns.find(slug, organiser);
        var page = audit.page(led.slug(), led.lead(), WallPage.read(before), limit);
        var next = page.more() ? cursor(page.entries().getLast()) : null;
        return ResponseEntity.ok()
            .cacheControl(CacheControl.noStore())
            .body(WallPage.of(page.entries().stream().map(AuditView::of).toList(),
                    publicUrl + "/api/campaigns/" + led.slug() + "/pledges/audit", limit, before, next));
    }

    private static Wall.Cursor cursor(Audit.Entry last) {
        return new Wall.Cursor(last.at(), last.key());
    }

}
