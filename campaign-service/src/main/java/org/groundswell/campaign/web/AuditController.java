package org.groundswell.campaign.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.groundswell.campaign.AuditEntry;
import org.groundswell.campaign.Organisers;
import org.groundswell.campaign.ReadAudit;
import org.groundswell.campaign.SiteProperties;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who did what to a campaign, for those who answer for it. */
@RestController
class AuditController {

    private final ReadAudit audit;

    private final Organisers organisers;

    private final SiteProperties site;

    AuditController(ReadAudit audit, Organisers organisers, SiteProperties site) {
        this.audit = audit;
        this.organisers = organisers;
        this.site = site;
    }

    @GetMapping("/api/campaigns/{slug}/audit")
    ResponseEntity<AuditPage> read(@PathVariable String slug,
            @RequestParam(defaultValue = "1") @Range(min = 1, max = 100_000) int page,
            @RequestParam(defaultValue = "50") @Range(min = 1, max = 200) int size,
            @AuthenticationPrincipal Jwt caller) {
        var found = audit.of(slug, caller.getSubject(), PageRequest.of(page - 1, size));
        var people = People.of(found.stream().map(AuditEntry::who).filter(Objects::nonNull).distinct().toList(),
                organisers);
        return ResponseEntity.ok()
            .cacheControl(CacheControl.noStore())
            .body(AuditPage.of(found.map(line -> Line.of(line, people)),
                    site.publicUrl() + "/api/campaigns/" + slug + "/audit"));
    }

    /** Part of an audit trail; {@code page} counts from 1, links at the ends are null. */
    record AuditPage(List<Line> items, int page, int size, long total, Map<String, @Nullable String> links) {

        static AuditPage of(Page<Line> found, String address) {
            return new AuditPage(found.getContent(), found.getNumber() + 1, found.getSize(), found.getTotalElements(),
                    PageLinks.of(found, address + "?size=" + found.getSize()));
        }

    }

    /** One thing that was done; {@code who} is null for the platform's clock. */
    record Line(String id, Instant at, @Nullable Person who, String what, @Nullable String place,
            Map<String, Object> before, Map<String, Object> after) {

        static Line of(AuditEntry line, People people) {
            var who = line.who();
            return new Line(line.id(), line.at(), who == null ? null : people.person(who), line.what(), line.place(),
                    line.before(), line.after());
        }

    }

}
