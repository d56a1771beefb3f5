package org.groundswell.gateway.health;

import java.util.Map;

/**
 * Whether the platform works.
 *
 * @param status {@code up} when every service is, else {@code down}
 * @param services {@code up} or {@code down} for each service's name
 */
record Health(String status, Map<String, String> services) {
}
