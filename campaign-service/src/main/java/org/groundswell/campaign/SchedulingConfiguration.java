package org.groundswell.campaign;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Threads for what runs by the clock. The usual scheduler runs all of it on one, where
 * waiting for another service would hold up closings and announcements.
 */
@Configuration
class SchedulingConfiguration {

    private static final int THREADS = 4;

    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(THREADS);
        scheduler.setThreadNamePrefix("clock-");
        return scheduler;
    }

}
