package org.groundswell.campaign;

import java.time.Instant;

/**
 * That a steward has taken a campaign from view.
 *
 * @param reason why, for everybody to read
 * @param since from when on
 */
public record Suspension(String reason, Instant since) {
}
