package org.groundswell.pledge.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Locale;
import org.groundswell.defaults.events.Event;
import org.groundswell.pledge.Pledge;
import org.jspecify.annotations.Nullable;

/**
 * What the other services hear when a pledge was taken back: what it had counted, and
 * why. {@code contracts/pledge.withdrawn.v1} says the rest.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PledgeWithdrawn(String pledgeId, String campaignId, Instant madeAt, Instant withdrawnAt, int people,
        @Nullable String place, @Nullable String role, @Nullable String theme, String channel, String why) {

    static final String TYPE = "groundswell.pledge.withdrawn.v1";

    static Event of(Pledge pledge) {
        var at = pledge.takenBackAt();
        var data = new PledgeWithdrawn(pledge.id(), pledge.campaignId(), pledge.madeAt(), at, pledge.people(),
                pledge.place(), pledge.role(), pledge.theme(), pledge.channel().name().toLowerCase(Locale.ROOT),
                pledge.withdrawalReason().name().toLowerCase(Locale.ROOT));
        return new Event(TYPE, pledge.id() + ":withdrawn", pledge.campaignId(), at, data);
    }

}
