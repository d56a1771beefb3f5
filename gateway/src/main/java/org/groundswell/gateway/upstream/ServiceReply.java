package org.groundswell.gateway.upstream;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import tools.jackson.databind.JsonNode;

/**
 * A service's whole answer.
 *
 * @param status its status
 * @param headers its headers
 * @param body its JSON; a missing node when there was none
 */
public record ServiceReply(HttpStatusCode status, HttpHeaders headers, JsonNode body) {
}
