package org.groundswell.gateway.site;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a campaign's organisers promise, as campaign-service tells it. */
record Commitment(long threshold, String text, LocalDate dueBy, String state, @Nullable Instant keptAt,
        @Nullable String link, @Nullable String evidence) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    public boolean kept() {
        return "kept".equals(state);
    }

    public boolean due() {
        return "due".equals(state);
    }

    public boolean overdue() {
        return "overdue".equals(state);
    }

    /** Its last day, in words. */
    public String lastDay() {
        return DAY.format(dueBy);
    }

    public @Nullable String keptOn() {
        return CampaignView.date(keptAt);
    }

    /** Whether its link leads to a web page, whatever the service let pass. */
    public boolean hasWebLink() {
        return link != null && link.matches("https?://.+");
    }

}
