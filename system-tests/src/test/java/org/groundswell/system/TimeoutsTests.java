package org.groundswell.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.io.FileSystemResource;

/** Whoever asks another service waits for longer than that one does in its turn. */
class TimeoutsTests {

    private static final Path ROOT = Path.of(System.getProperty("groundswell.root", ".."));

    private static final String RETRY = "resilience4j.retry.instances.";

    @Test
    void theRecountThatACampaignsOutcomeNeedsIsOverBeforeItIsGivenUp() throws Exception {
        var campaignService = defaultOf("campaign-service",
                "org.groundswell.campaign.counts.AnalyticsServiceProperties");
        var analyticsService = defaultOf("analytics-service",
                "org.groundswell.analytics.recount.PledgeServiceProperties");
        var retry = configuration("analytics-service");
        var tries = Integer.parseInt(retry.get(RETRY + "pledge-service.max-attempts").toString());
        var between = DurationStyle.detectAndParse(retry.get(RETRY + "pledge-service.wait-duration").toString());

        assertThat(campaignService)
            .isGreaterThan(analyticsService.multipliedBy(tries).plus(between.multipliedBy(tries - 1L)));
        // Each of which would begin another recount.
        assertThat(configuration("campaign-service").get(RETRY + "analytics-service.max-attempts")).hasToString("1");
    }

    @Test
    void aClosingIsHeardOfInAKilledInstancesPlaceBeforeTheCountIsAskedFor() throws Exception {
        var settling = defaultOf("campaign-service", "org.groundswell.campaign.ClosingProperties");
        var session = yaml("service-defaults", "service-defaults.yml")
            .get("spring.cloud.stream.kafka.binder.consumer-properties.session.timeout.ms");

        // As much again for the others to share its partitions, and to read on.
        assertThat(settling).isGreaterThan(Duration.ofMillis(Long.parseLong(session.toString())).multipliedBy(2));
    }

    /** The default of a configuration's only duration. */
    private static Duration defaultOf(String module, String properties) throws IOException, ClassNotFoundException {
        var classes = ROOT.resolve(module).resolve("target/classes").toUri().toURL();
        try (var loader = new URLClassLoader(new URL[] { classes })) {
            // That of a record's component is on its constructor's parameter.
            return Arrays.stream(Class.forName(properties, false, loader).getDeclaredConstructors()[0].getParameters())
                .filter(parameter -> parameter.getType() == Duration.class)
                .map(parameter -> DurationStyle.detectAndParse(parameter.getAnnotation(DefaultValue.class).value()[0]))
                .findFirst()
                .orElseThrow();
        }
    }

    private static Properties configuration(String module) {
        return yaml(module, "application.yml");
    }

    private static Properties yaml(String module, String file) {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new FileSystemResource(ROOT.resolve(module).resolve("src/main/resources").resolve(file)));
        var properties = yaml.getObject();
        assertThat(properties).isNotNull();
        return properties;
    }

}
