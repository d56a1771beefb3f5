package org.groundswell.pledge;

import org.groundswell.defaults.security.LedPart;

/**
 * Somebody who leads a campaign, or places of it.
 *
 * @param organiser who, by the organiser's id
 * @param part what of the campaign; something
 */
public record Lead(String organiser, LedPart part) {
}
