package org.groundswell.pledge;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Where pledges are accepted and kept. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class PledgeService {

    /**
     * Starts the service.
     * @param args Spring Boot's
     */
    public static void main(String[] args) {
        SpringApplication.run(PledgeService.class, args);
    }

}
