package org.groundswell.notification;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Tells organisers what happens to their campaigns. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class NotificationService {

    /**
     * Starts the service.
     * @param args Spring Boot's
     */
    public static void main(String[] args) {
        SpringApplication.run(NotificationService.class, args);
    }

}
