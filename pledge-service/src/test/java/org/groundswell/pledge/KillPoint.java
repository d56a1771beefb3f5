package org.groundswell.pledge;

import org.jspecify.annotations.Nullable;

/** A step on a pledge's way at which a process can be made to die. */
enum KillPoint {

    /** The store has not been told. */
    BEFORE_INSERT(Command.INSERT, false),
    /** The store has answered, and nothing else has happened. */
    AFTER_INSERT(Command.INSERT, true),
    /** The client has its answer, and Kafka's producer has not been told. */
    BEFORE_SENDING(null, false),
    /** The client has its answer, and the event is with Kafka's producer alone. */
    BEFORE_ACKNOWLEDGEMENT(null, true),
    /** Kafka has acknowledged the event, and the store does not know. */
    BEFORE_MARK(Command.MARK, false),
    /** The store knows. */
    AFTER_MARK(Command.MARK, true),
    /** What is personal is gone, and nothing else has happened. */
    AFTER_ERASURE(Command.ERASURE, true),
    /**
     * Kafka has acknowledged that the pledge was withdrawn, and the store does not know.
     */
    BEFORE_WITHDRAWAL_MARK(Command.WITHDRAWAL_MARK, false),
    /** The store knows. */
    AFTER_WITHDRAWAL_MARK(Command.WITHDRAWAL_MARK, true);

    private final @Nullable Command command;

    private final boolean after;

    KillPoint(@Nullable Command command, boolean after) {
        this.command = command;
        this.after = after;
    }

    boolean isBefore(Command other) {
        return command == other && !after;
    }

    boolean isAfter(Command other) {
        return command == other && after;
    }

    /** What the store is told of a pledge. */
    enum Command {

        INSERT("\"insert\": \"pledges\""), MARK("\"$unset\": {\"unpublished\""),
        ERASURE("\"$set\": {\"withdrawalUnpublished\""), WITHDRAWAL_MARK("\"$unset\": {\"withdrawalUnpublished\"");

        private final String sign;

        Command(String sign) {
            this.sign = sign;
        }

        boolean isIn(String command) {
            return command.contains(sign);
        }

    }

}
