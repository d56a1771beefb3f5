package org.groundswell.gateway.limits;

import io.github.bucket4j.TimeMeter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {

    @Bean
    TimeMeter timeMeter() {
        return TimeMeter.SYSTEM_NANOTIME;
    }

}
