package org.groundswell.gateway.upstream;

import org.springframework.http.HttpStatusCode;
import tools.jackson.databind.JsonNode;

/**
 * A service's whole answer.
 *
 * @param status its status
 * @param body its JSON; a missing node when there was none
 */
public record ServiceReply(HttpStatusCode status, JsonNode body) {
}
