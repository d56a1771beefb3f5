package org.groundswell.analytics.counting;

/** What a tally is broken down by. */
enum Dimension {

    PLACE('p'), ROLE('r'), THEME('t'), CHANNEL('c');

    private final char letter;

    Dimension(char letter) {
        this.letter = letter;
    }

    /** Stands for the dimension in keys, for ever. */
    char letter() {
        return letter;
    }

}
