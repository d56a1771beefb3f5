package org.groundswell.campaign;

/** Hands out campaign numbers. */
@FunctionalInterface
public interface CampaignNumbers {

    /**
     * The next number.
     * @return from 1, never the same twice; gaps are allowed
     */
    long next();

}
