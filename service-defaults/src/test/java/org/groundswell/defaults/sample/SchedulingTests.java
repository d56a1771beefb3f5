package org.groundswell.defaults.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.TaskScheduler;

/** What the clock starts. */
@SampleServiceTest
class SchedulingTests {

    private static final Duration BRIEF = Duration.ofMillis(10);

    @Autowired
    private TaskScheduler scheduler;

    @Test
    void tasksThatAreHeldUpHoldUpNoOther() throws Exception {
        var release = new CountDownLatch(1);
        var others = new CountDownLatch(3);
        var tasks = new ArrayList<Future<?>>();
        try {
            for (int i = 0; i < 10; i++) {
                tasks.add(scheduler.scheduleWithFixedDelay(() -> waitFor(release), BRIEF));
            }
            tasks.add(scheduler.scheduleWithFixedDelay(others::countDown, BRIEF));
            assertThat(others.await(30, TimeUnit.SECONDS)).isTrue();
        }
        finally {
            release.countDown();
            tasks.forEach(task -> task.cancel(true));
        }
    }

    private static void waitFor(CountDownLatch release) {
        try {
            release.await();
        }
        catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

}
