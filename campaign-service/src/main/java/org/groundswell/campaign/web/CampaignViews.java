package org.groundswell.campaign.web;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.groundswell.campaign.Campaign;
import org.groundswell.campaign.CampaignRefusal;
import org.groundswell.campaign.Commitments;
import org.groundswell.campaign.SiteProperties;
import org.groundswell.campaign.Stewards;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/** What of a campaign whoever asks may read, and which version of it that is. */
@Component
class CampaignViews {

    private final Stewards stewards;

    private final SiteProperties site;

    private final JsonMapper json;

    private final Clock clock;

    CampaignViews(Stewards stewards, SiteProperties site, JsonMapper json, Clock clock) {
        this.stewards = stewards;
        this.site = site;
        this.json = json;
        this.clock = clock;
    }

    ResponseEntity<CampaignView> answer(Campaign campaign, @Nullable String organiser) {
        var view = view(campaign, organiser);
        return ResponseEntity.ok().eTag(eTag(view)).varyBy("Authorization").body(view);
    }

    ResponseEntity<CampaignView> created(Campaign campaign, String organiser) {
        var view = view(campaign, organiser);
        return ResponseEntity.created(URI.create(Objects.requireNonNull(view.links().get("self"))))
            .eTag(eTag(view))
            .body(view);
    }

    CampaignView view(Campaign campaign, @Nullable String organiser) {
        var inFull = campaign.suspension() == null || campaign.isLedSomewhereBy(organiser)
                || stewards.include(organiser);
        return CampaignView.of(campaign, clock, site.publicUrl(), inFull);
    }

    CommitmentView view(Commitments.Committed committed) {
        return CommitmentView.of(committed.commitment(), committed.campaign(),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /** Where a campaign is read. */
    String address(String slug) {
        return site.publicUrl() + "/api/campaigns/" + slug;
    }

    /**
     * Checks that the caller knows what is going to be changed.
     * @throws ResponseStatusException 428 when no version is named
     * @throws CampaignRefusal.Stale when it is another one
     */
    void checkUnchanged(Campaign campaign, @Nullable List<String> versions, String organiser) {
        if (versions == null || versions.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.PRECONDITION_REQUIRED);
        }
        if (!versions.contains("*") && !versions.contains(eTag(view(campaign, organiser)))) {
            throw new CampaignRefusal.Stale();
        }
    }

    /** Of what is read, so that what nobody sees changes no version. */
    private String eTag(CampaignView view) {
        return "\"" + DigestUtils.md5DigestAsHex(json.writeValueAsBytes(view)) + "\"";
    }

}
