package org.groundswell.local.deadletters;

import org.jspecify.annotations.Nullable;

/**
 * What became of a letter that was to be put back.
 *
 * @param letter which
 * @param problem why it was not, or not marked as such; null when all went well
 */
public record PutBack(DeadLetter letter, @Nullable String problem) {
}
