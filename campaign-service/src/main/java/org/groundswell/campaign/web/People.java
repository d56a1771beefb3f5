package org.groundswell.campaign.web;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.groundswell.campaign.Organiser;
import org.groundswell.campaign.Organisers;

/**
 * Organisers' addresses, read at once for a whole answer.
 *
 * @param emails id to address
 */
record People(Map<String, String> emails) {

    static People of(Collection<String> ids, Organisers organisers) {
        return new People(
                organisers.findAllById(ids).stream().collect(Collectors.toMap(Organiser::id, Organiser::email)));
    }

    Person person(String id) {
        return new Person(id, emails.get(id));
    }

}
