package org.groundswell.gateway.site;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A campaign with its count, as a page shows it.
 *
 * @param campaign the campaign
 * @param tally its count; none when it cannot be told just now
 */
record CampaignView(Campaign campaign, @Nullable Tally tally) {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK)
        .withZone(ZoneId.of("Europe/London"));

    public boolean open() {
        return "open".equals(campaign.state());
    }

    public boolean closed() {
        return "closed".equals(campaign.state());
    }

    public boolean hasTarget() {
        return campaign.target() != null && campaign.target() > 0;
    }

    /** How much of the target is reached, in whole per cent, at most 100. */
    public long percent() {
        var target = campaign.target();
        return tally == null || target == null || target <= 0 ? 0 : Math.min(100, tally.pledges() * 100 / target);
    }

    public List<MilestoneView> milestones() {
        return campaign.milestones().stream().sorted().map(this::milestone).toList();
    }

    private MilestoneView milestone(long threshold) {
        var reached = tally != null && tally.milestones().stream().anyMatch(one -> one.threshold() == threshold);
        return new MilestoneView(threshold, reached);
    }

    public @Nullable String opens() {
        return date(campaign.opensAt());
    }

    public @Nullable String closes() {
        return date(campaign.closesAt());
    }

    public @Nullable String ended() {
        return date(campaign.closedAt() == null ? campaign.closesAt() : campaign.closedAt());
    }

    /** A day in Britain, in words. */
    static @Nullable String date(@Nullable Instant at) {
        return at == null ? null : DATE.format(at);
    }

    record MilestoneView(long threshold, boolean reached) {
    }

}
