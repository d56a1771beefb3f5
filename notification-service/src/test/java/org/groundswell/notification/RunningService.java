package org.groundswell.notification;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.groundswell.defaults.testing.TestClock;
import org.groundswell.defaults.testing.TestMailServer;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.context.TestPropertySource;

/**
 * The running service with a clock, a mail server and a campaign-service in the test's
 * hands.
 */
@Import(RunningService.Surroundings.class)
@TestPropertySource(
        properties = { "resilience4j.circuitbreaker.instances.campaign-service.wait-duration-in-open-state=1s",
                "resilience4j.circuitbreaker.instances.mail.wait-duration-in-open-state=1s",
                // It shares this process and logs the addresses it receives mail for.
                "logging.level.com.icegreen=off" })
abstract class RunningService {

    @Value("${spring.kafka.bootstrap-servers}")
    String kafka;

    @Autowired
    TestClock clock;

    @Autowired
    TestMailServer mailServer;

    @Autowired
    CampaignServiceStub campaignService;

    @Autowired
    MongoOperations mongo;

    @Autowired
    Deliveries deliveries;

    @Autowired
    private CircuitBreakerRegistry breakers;

    @AfterEach
    void everythingIsRightAgain() {
        clock.reset();
        mailServer.start();
        campaignService.comeBack();
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Surroundings {

        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock();
        }

        @Bean
        TestMailServer mailServer() {
            return new TestMailServer();
        }

        @Bean
        CampaignServiceStub campaignServiceStub() {
            return new CampaignServiceStub();
        }

        @Bean
        DynamicPropertyRegistrar addresses(TestMailServer mail, CampaignServiceStub campaigns) {
            return properties -> {
                properties.add("spring.mail.port", mail::port);
                properties.add("groundswell.campaign-service.url", campaigns::url);
            };
        }

    }

}
