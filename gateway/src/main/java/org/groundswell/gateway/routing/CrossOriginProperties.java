package org.groundswell.gateway.routing;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which other sites' pages may do what.
 *
 * @param pledgeOrigins origins such as {@code https://hospital.example} whose pages may
 * send pledges; none by default
 */
@ConfigurationProperties("groundswell.cross-origin")
public record CrossOriginProperties(@DefaultValue List<String> pledgeOrigins) {
}
