package org.groundswell.gateway.limits;

import java.util.Locale;

/** What has buckets. */
public enum Limit {

    /** The address that pledges come from. */
    CLIENT,
    /** The campaign that they are for. */
    CAMPAIGN;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

}
