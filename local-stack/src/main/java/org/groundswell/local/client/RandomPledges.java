package org.groundswell.local.client;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Varied pledges, the same for the same number every time.
 */
public final class RandomPledges {

    private static final long SEED = 241584;

    /** The roles of a campaign that names none of its own. */
    public static final List<String> ROLES = List.of("clinical", "patient", "carer", "volunteer", "manager", "student",
            "public");

    private final List<String> places = Places.local();

    /**
     * A pledge with, mostly, a place and a role, and now and then with several people.
     * @param number of the pledge
     * @return always the same one for a number
     */
    public Pledge number(long number) {
        SplittableRandom random = new SplittableRandom(SEED + number);
        boolean placeGiven = random.nextInt(10) > 0;
        boolean roleGiven = random.nextInt(10) > 0;
        int people = (random.nextInt(20) == 0) ? random.nextInt(2, 41) : 1;
        return new Pledge(null, null, placeGiven ? this.places.get(random.nextInt(this.places.size())) : null,
                roleGiven ? ROLES.get(random.nextInt(ROLES.size())) : null, null, people, "api");
    }

}
