package org.groundswell.local.mailbox;

import java.time.Instant;
import java.util.List;

/**
 * A mail as the mailbox shows it.
 *
 * @param id its file's name without the ending; sorts by the time of receipt
 * @param messageId the mail's own Message-ID, the same when it was sent twice; empty when
 * it has none
 * @param to whom it was delivered to
 * @param from the sender as the mail's header names it
 * @param subject decoded, empty when there is none
 * @param receivedAt when the mailbox took it
 * @param text the first plain-text part, empty when there is none
 */
record Message(String id, String messageId, List<String> to, String from, String subject, Instant receivedAt,
        String text) {
}
