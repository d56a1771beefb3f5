package org.groundswell.campaign;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Where organisers draft, launch and lead their campaigns. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class CampaignService {

    /**
     * Starts the service.
     * @param args Spring Boot's
     */
    public static void main(String[] args) {
        SpringApplication.run(CampaignService.class, args);
    }

}
