package org.groundswell.campaign;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.repository.Repository;

/** All organisers. */
public interface Organisers extends Repository<Organiser, String> {

    /**
     * Adds one.
     * @param organiser the organiser
     * @return the same
     * @throws DuplicateKeyException when that mailbox is known
     */
    Organiser insert(Organiser organiser);

    /**
     * Finds one by the mailbox.
     * @param mailbox an address, by {@link Mailbox}
     * @return the organiser, if known
     */
    Optional<Organiser> findByMailbox(String mailbox);

    /**
     * Finds one by id.
     * @param id the id
     * @return the organiser, if there is one
     */
    Optional<Organiser> findById(String id);

    /**
     * Finds several by id.
     * @param ids the ids
     * @return those there are
     */
    @Query("{ _id: { $in: ?0 } }")
    List<Organiser> findAllById(Collection<String> ids);

    /**
     * The organiser with an address, new or known.
     * @param email the address as typed
     * @param newId the id for a new one
     * @return the organiser
     */
    default Organiser withEmail(String email, String newId) {
        var mailbox = Mailbox.of(email);
        return findByMailbox(mailbox).orElseGet(() -> {
            try {
                return insert(new Organiser(newId, email, mailbox));
            }
            catch (DuplicateKeyException sameInstant) {
                return findByMailbox(mailbox).orElseThrow();
            }
        });
    }

}
