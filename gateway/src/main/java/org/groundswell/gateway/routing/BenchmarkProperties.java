package org.groundswell.gateway.routing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What only benchmarks need.
 *
 * @param noOp whether {@code POST /api/no-op} passes to pledge-service, to compare a
 * pledge with a request that does nothing; not for production
 */
@ConfigurationProperties("groundswell.benchmark")
public record BenchmarkProperties(@DefaultValue("false") boolean noOp) {
}
