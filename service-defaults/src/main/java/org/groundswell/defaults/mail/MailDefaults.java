package org.groundswell.defaults.mail;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.mail.javamail.JavaMailSender;

/** Gives services that have a mail server a way to write to people. */
@AutoConfiguration(after = MailSenderAutoConfiguration.class,
        afterName = { "io.github.resilience4j.springboot.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration",
                "io.github.resilience4j.springboot.timelimiter.autoconfigure.TimeLimiterAutoConfiguration" })
@ConditionalOnClass(JavaMailSender.class)
@ConditionalOnBean(JavaMailSender.class)
@EnableConfigurationProperties(SenderProperties.class)
public class MailDefaults {

    @Bean
    PlainMail plainMail(JavaMailSender sender, SenderProperties properties, CircuitBreakerRegistry breakers,
            TimeLimiterRegistry limits) {
        return new PlainMail(sender, properties.mailFrom(), breakers, limits);
    }

}
