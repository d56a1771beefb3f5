package org.groundswell.campaign.web;

import java.time.Instant;
import java.util.List;
import org.groundswell.campaign.Leadership;
import org.groundswell.campaign.Leads;
import org.groundswell.campaign.Organisers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who leads a campaign, for those who do. */
@RestController
class LeadsController {

    private final Leads leads;

    private final Organisers organisers;

    LeadsController(Leads leads, Organisers organisers) {
        this.leads = leads;
        this.organisers = organisers;
    }

    @GetMapping("/api/campaigns/{slug}/leads")
    ResponseEntity<List<LeadView>> read(@PathVariable String slug, @AuthenticationPrincipal Jwt caller) {
        var found = leads.of(slug, caller.getSubject());
        var people = People.of(found.stream().map(Leadership::organiserId).distinct().toList(), organisers);
        return ResponseEntity.ok()
            .cacheControl(CacheControl.noStore())
            .body(found.stream().map(lead -> LeadView.of(lead, people)).toList());
    }

    @DeleteMapping("/api/campaigns/{slug}/leads/{organiserId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String slug, @PathVariable String organiserId,
            @RequestParam(required = false) @Nullable String place, @AuthenticationPrincipal Jwt caller) {
        leads.end(slug, organiserId, place, caller.getSubject());
    }

    /** That somebody leads, or led; {@code place} is null for the whole campaign. */
    record LeadView(Person organiser, @Nullable String place, @Nullable String invitedBy, Instant since,
            @Nullable Instant leftAt) {

        static LeadView of(Leadership lead, People people) {
            return new LeadView(people.person(lead.organiserId()), lead.place(), lead.invitedBy(), lead.since(),
                    lead.leftAt());
        }

    }

}
