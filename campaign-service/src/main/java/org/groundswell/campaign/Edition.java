package org.groundswell.campaign;

/**
 * Which run of a movement a campaign is.
 *
 * @param movementId the id of the movement's first campaign, which may be this one
 * @param number which one it is, from 1
 */
public record Edition(String movementId, int number) {
}
