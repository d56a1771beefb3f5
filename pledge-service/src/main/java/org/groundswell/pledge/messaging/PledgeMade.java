package org.groundswell.pledge.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Locale;
import org.groundswell.defaults.events.Event;
import org.groundswell.pledge.Pledge;
import org.jspecify.annotations.Nullable;

/**
 * What the other services hear of a pledge: neither words nor name;
 * {@code contracts/pledge.made.v1} says the rest.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PledgeMade(String pledgeId, String campaignId, Instant madeAt, int people, @Nullable String place,
        @Nullable String role, @Nullable String theme, String channel) {

    static final String TYPE = "groundswell.pledge.made.v1";

    static Event of(Pledge pledge) {
        var data = new PledgeMade(pledge.id(), pledge.campaignId(), pledge.madeAt(), pledge.people(), pledge.place(),
                pledge.role(), pledge.theme(), pledge.channel().name().toLowerCase(Locale.ROOT));
        return new Event(TYPE, pledge.id() + ":made", pledge.campaignId(), pledge.madeAt(), data);
    }

}
