package org.groundswell.notification;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Optional;

/** Asks the owner of organisers' addresses. */
@FunctionalInterface
public interface CampaignContacts {

    /**
     * Whom to write to about a campaign.
     * @param campaignId the campaign
     * @return what is known now; empty when the campaign is gone
     */
    Optional<Contacts> of(String campaignId);

    /**
     * A campaign and its organisers.
     *
     * @param slug the campaign's name in addresses
     * @param title the campaign's title
     * @param organisers its organisers
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Contacts(String slug, String title, List<Contact> organisers) {

        /**
         * Finds an organiser.
         * @param organiserId the id
         * @return the organiser, if still one of them
         */
        public Optional<Contact> find(String organiserId) {
            return organisers.stream().filter(contact -> contact.id().equals(organiserId)).findFirst();
        }

    }

    /**
     * An organiser and the address; never stored and never logged.
     *
     * @param id the organiser
     * @param email the address
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Contact(String id, String email) {

        @Override
        public String toString() {
            return "Contact[" + id + "]";
        }

    }

}
