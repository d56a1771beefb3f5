package org.groundswell.campaign;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Somebody who leads campaigns.
 *
 * @param id identity in campaigns and access tokens
 * @param email where mail reaches them, as they first typed it; kept nowhere else
 * @param mailbox the address as it is compared, by {@link Mailbox}; unique
 */
@Document("organisers")
public record Organiser(@Id String id, String email, String mailbox) {
}
