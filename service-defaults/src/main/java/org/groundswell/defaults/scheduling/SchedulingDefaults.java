package org.groundswell.defaults.scheduling;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Gives scheduled tasks a thread each. The scheduler that comes with virtual threads has
 * one for all that wait for their own end before they start again
 * ({@code SimpleAsyncTaskScheduler}), so that one that waits for another service, or for
 * a mail server, would hold up those that publish events.
 */
@AutoConfiguration(before = TaskSchedulingAutoConfiguration.class)
public class SchedulingDefaults {

    @Bean
    ThreadPoolTaskScheduler taskScheduler(ThreadPoolTaskSchedulerBuilder builder) {
        return builder.build();
    }

}
