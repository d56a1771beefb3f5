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

    public boolean suspended() {
        return campaign.suspension() != null;
    }

    public boolean open() {
        return "open".equals(campaign.state());
    }

    public boolean closed() {
        return "closed".equals(campaign.state());
    }

    /** Whether its organisers closed it, and not its date. */
    public boolean closedByHand() {
        var closed = campaign.closedAt();
        var date = campaign.closesAt();
        return closed != null && (date == null || closed.isBefore(date));
    }

    /**
     * Whether its pledges bind only if the target is reached, and that is still to come.
     */
    public boolean undecided() {
        return Boolean.TRUE.equals(campaign.conditional()) && campaign.outcome() == null;
    }

    public boolean succeeded() {
        return "succeeded".equals(campaign.outcome());
    }

    public boolean fellShort() {
        return "fell-short".equals(campaign.outcome());
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
