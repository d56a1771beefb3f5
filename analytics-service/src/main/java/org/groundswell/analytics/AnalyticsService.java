package org.groundswell.analytics;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Where pledges are counted, and where everybody watches the count. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AnalyticsService {

    /**
     * Starts the service.
     * @param args Spring Boot's
     */
    public static void main(String[] args) {
        SpringApplication.run(AnalyticsService.class, args);
    }

}
