package org.groundswell.gateway.upstream;

import java.util.Set;
import org.springframework.cloud.client.loadbalancer.DefaultRequestContext;

/**
 * What the choice of an instance depends on.
 *
 * @see PassingOverLoadBalancer
 */
class InstanceChoice extends DefaultRequestContext {

    private final Set<String> tried;

    InstanceChoice(Set<String> tried) {
        this.tried = tried;
    }

    /** The ids of the instances that were asked already. */
    Set<String> tried() {
        return tried;
    }

}
