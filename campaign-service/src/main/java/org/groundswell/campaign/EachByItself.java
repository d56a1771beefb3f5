package org.groundswell.campaign;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes on with the next campaign when something is wrong with one. */
final class EachByItself {

    private static final Logger log = LoggerFactory.getLogger(EachByItself.class);

    private EachByItself() {
    }

    static void of(Campaign campaign, Consumer<Campaign> action) {
        try {
            action.accept(campaign);
        }
        catch (RuntimeException failed) {
            log.atError()
                .setCause(failed)
                .addKeyValue("campaign", campaign.id())
                .log("campaign left for the next round");
        }
    }

}
