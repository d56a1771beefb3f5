package org.groundswell.pledge.web;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.groundswell.pledge.HoldReason;
import org.groundswell.pledge.Pledge;
import org.jspecify.annotations.Nullable;

/** A pledge as the campaign's organisers see it while its words are held back. */
record HeldView(String id, String campaign, @Nullable String text, @Nullable String displayName, @Nullable String place,
        @Nullable String role, @Nullable String theme, int people, Instant madeAt, List<String> reasons, Links links) {

    static HeldView of(Pledge pledge, String publicUrl) {
        var address = publicUrl + "/api/campaigns/" + pledge.campaign() + "/pledges/" + pledge.id();
        var reasons = Objects.requireNonNullElse(pledge.held(), Set.<HoldReason>of())
            .stream()
            .map(HoldReason::code)
            .sorted()
            .toList();
        return new HeldView(pledge.id(), pledge.campaign(), pledge.text(), pledge.shownName(), pledge.place(),
                pledge.role(), pledge.theme(), pledge.people(), pledge.madeAt(), reasons,
                new Links(address + "/release", address + "/remove"));
    }

    /** Where it is let onto the wall, and where it is taken away. */
    record Links(String release, String remove) {
    }

}
