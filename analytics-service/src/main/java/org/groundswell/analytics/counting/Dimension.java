package org.groundswell.analytics.counting;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a tally is broken down by. */
enum Dimension {

    PLACE('p', CountedPledge::place), ROLE('r', CountedPledge::role), THEME('t', CountedPledge::theme),
    CHANNEL('c', CountedPledge::channel);

    private final char letter;

    private final Function<CountedPledge, @Nullable String> code;

    Dimension(char letter, Function<CountedPledge, @Nullable String> code) {
        this.letter = letter;
        this.code = code;
    }

    /** Stands for the dimension in keys, for ever. */
    char letter() {
        return letter;
    }

    /** Which part a pledge belongs to; null: it was not given. */
    @Nullable String codeOf(CountedPledge pledge) {
        return code.apply(pledge);
    }

}
