package org.groundswell.analytics.web;

import org.groundswell.analytics.LivePicture;
import org.groundswell.analytics.Tally;
import org.groundswell.analytics.TallyView;
import org.springframework.stereotype.Component;

/**
 * Where a tally is read: from memory; from the stored view while this instance has just
 * started.
 */
@Component
class Tallies {

    private final LivePicture picture;

    private final TallyView view;

    Tallies(LivePicture picture, TallyView view) {
        this.picture = picture;
        this.view = view;
    }

    Tally find(String slug) {
        return picture.find(slug).or(() -> view.find(slug)).orElseThrow(UnknownTally::new);
    }

    /** There is no launched campaign of that name. */
    static final class UnknownTally extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnknownTally() {
            super("There is no tally of that campaign.", null, false, false);
        }

    }

}
