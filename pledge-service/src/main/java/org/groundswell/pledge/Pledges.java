package org.groundswell.pledge;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** All pledges, to be read one by one; writing them is {@link PledgeWriter}'s. */
public interface Pledges extends Repository<Pledge, String> {

    /**
     * Finds a pledge.
     * @param id its id
     * @return the pledge, if there is one
     */
    Optional<Pledge> findById(String id);

}
