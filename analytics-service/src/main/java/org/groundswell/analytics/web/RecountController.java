package org.groundswell.analytics.web;

import java.security.Principal;
import org.groundswell.analytics.recount.Recount;
import org.groundswell.defaults.security.Organisers;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A campaign's count beside a recount of the records, for those who lead all of it. */
@RestController
class RecountController {

    private final Tallies tallies;

    private final Organisers organisers;

    private final Recount recount;

    RecountController(Tallies tallies, Organisers organisers, Recount recount) {
        this.tallies = tallies;
        this.organisers = organisers;
        this.recount = recount;
    }

    @GetMapping("/api/campaigns/{slug}/recount")
    ResponseEntity<RecountView> recount(@PathVariable String slug, Principal organiser) {
        var tally = tallies.find(slug);
        if (!organisers.leads(organiser.getName(), tally.campaignId()).isWhole()) {
            throw new NotAnOrganiser();
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(RecountView.of(recount.compare(tally)));
    }

    /** The caller does not lead this whole campaign. */
    static final class NotAnOrganiser extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotAnOrganiser() {
            super("Only the campaign's organisers may do this.", null, false, false);
        }

    }

}
