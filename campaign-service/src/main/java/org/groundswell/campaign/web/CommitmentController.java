package org.groundswell.campaign.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.groundswell.campaign.CampaignRefusal;
import org.groundswell.campaign.Commitments;
import org.groundswell.campaign.LeadCampaigns;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a campaign's organisers promise in their turn. */
@RestController
@RequestMapping("/api/campaigns/{slug}/commitments")
class CommitmentController {

    private final Commitments commitments;

    private final LeadCampaigns campaigns;

    private final CampaignViews views;

    CommitmentController(Commitments commitments, LeadCampaigns campaigns, CampaignViews views) {
        this.commitments = commitments;
        this.campaigns = campaigns;
        this.views = views;
    }

    @GetMapping
    CommitmentList list(@PathVariable String slug, @AuthenticationPrincipal @Nullable Jwt caller) {
        return new CommitmentList(read(slug, caller));
    }

    @GetMapping("/{id}")
    CommitmentView one(@PathVariable String slug, @PathVariable String id,
            @AuthenticationPrincipal @Nullable Jwt caller) {
        return read(slug, caller).stream()
            .filter(commitment -> commitment.id().equals(id))
            .findFirst()
            .orElseThrow(CampaignRefusal.UnknownCommitment::new);
    }

    @PostMapping
    ResponseEntity<CommitmentView> make(@PathVariable String slug, @Valid @RequestBody PromiseRequest request,
            @AuthenticationPrincipal Jwt caller) {
        var view = views.view(commitments.make(slug, caller.getSubject(), request.toPromise()));
        return ResponseEntity.created(URI.create(views.address(slug) + "/commitments/" + view.id())).body(view);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String slug, @PathVariable String id, @AuthenticationPrincipal Jwt caller) {
        commitments.remove(slug, caller.getSubject(), id);
    }

    @PostMapping("/{id}/kept")
    CommitmentView keep(@PathVariable String slug, @PathVariable String id, @Valid @RequestBody KeptRequest request,
            @AuthenticationPrincipal Jwt caller) {
        request.check();
        return views.view(commitments.keep(slug, caller.getSubject(), id, request.link(), request.text()));
    }

    /** As the campaign's own address shows them. */
    private List<CommitmentView> read(String slug, @Nullable Jwt caller) {
        var organiser = caller == null ? null : caller.getSubject();
        return views.view(campaigns.visible(slug, organiser), organiser).commitments();
    }

    /** All of a campaign's commitments, in the order in which they were made. */
    record CommitmentList(List<CommitmentView> items) {
    }

    /** A commitment as it is made. */
    record PromiseRequest(@NotNull(message = "must be given") @Range(min = 1, max = 1_000_000_000) Long threshold,
            @NotBlank(message = "must be given") @Size(max = 500,
                    message = "must have at most {max} characters") @Pattern(regexp = CampaignRequest.TEXT,
                            message = "must not have control characters") String text,
            @NotNull(message = "must be given") @Pattern(regexp = "\\d{4}-\\d\\d-\\d\\d",
                    message = A_DAY) String dueBy) {

        private static final String A_DAY = "must be a day, such as 2026-03-13";

        /**
         * What is promised.
         * @throws CampaignRefusal.ImpossiblePlan when there is no such day
         */
        Commitments.Promise toPromise() {
            try {
                return new Commitments.Promise(threshold, text, LocalDate.parse(dueBy));
            }
            catch (DateTimeParseException noSuchDay) {
                throw new CampaignRefusal.ImpossiblePlan("dueBy", A_DAY);
            }
        }

    }

    /** That a commitment was kept. */
    record KeptRequest(
            @Nullable @Size(max = 500, message = "must have at most {max} characters") @Pattern(
                    regexp = CampaignRequest.PLAIN, message = "must be one line of plain text") String link,
            @Nullable @Size(max = 1000, message = "must have at most {max} characters") @Pattern(
                    regexp = CampaignRequest.TEXT, message = "must not have control characters") String text) {

        /**
         * Checks what the annotations cannot say.
         * @throws CampaignRefusal.ImpossiblePlan when there is neither a link nor a text,
         * or the link does not lead to where it seems to
         */
        void check() {
            if (link != null && !isWebAddress(link)) {
                throw new CampaignRefusal.ImpossiblePlan("link", "must be an address that begins with http or https");
            }
            if (text != null && text.isBlank()) {
                throw new CampaignRefusal.ImpossiblePlan("text", "must have words");
            }
            if (link == null && text == null) {
                throw new CampaignRefusal.ImpossiblePlan("link", "must be given, or a text");
            }
        }

        private static boolean isWebAddress(String link) {
            try {
                var address = new URI(link);
                var scheme = address.getScheme();
                // What stands before an @ looks like the site and is not.
                return address.getHost() != null && address.getRawUserInfo() == null
                        && ("https".equals(scheme) || "http".equals(scheme));
            }
            catch (URISyntaxException notAnAddress) {
                return false;
            }
        }

    }

}
