package org.groundswell.defaults.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class MailDefaultsTests {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class, MailDefaults.class))
        .withBean(JavaMailSender.class, JavaMailSenderImpl::new)
        .withBean(CircuitBreakerRegistry.class, CircuitBreakerRegistry::ofDefaults)
        .withBean(TimeLimiterRegistry.class, TimeLimiterRegistry::ofDefaults);

    @Test
    void whoHasAMailServerCanWriteToPeople() {
        service.run(context -> assertThat(context).hasSingleBean(PlainMail.class));
    }

    @Test
    void mailsAreFromSomebody() {
        service.withPropertyValues("groundswell.mail-from= ").run(context -> assertThat(context).hasFailed());
    }

}
