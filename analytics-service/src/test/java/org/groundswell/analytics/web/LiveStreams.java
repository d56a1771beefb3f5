package org.groundswell.analytics.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.groundswell.analytics.AnalyticsProperties;
import org.groundswell.analytics.LivePicture;
import org.groundswell.analytics.Places;
import org.groundswell.analytics.NothingStored;
import org.groundswell.analytics.TallyView;
import org.groundswell.defaults.ClockDefaults;
import org.groundswell.defaults.json.JsonDefaults;
import org.groundswell.defaults.problem.ProblemDefaults;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The streams and a web server, without Kafka and without a store. Not annotated as a
 * configuration, so that no scan finds it.
 */
@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class, JacksonAutoConfiguration.class,
        ValidationAutoConfiguration.class, ClockDefaults.class, JsonDefaults.class, ProblemDefaults.class })
@EnableConfigurationProperties(AnalyticsProperties.class)
@Import({ LivePicture.class, Places.class, Frames.class, Tallies.class, StreamController.class, StreamConnections.class,
        RefusalAdvice.class })
class LiveStreams {

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Bean
    TallyView nothingStored() {
        return new NothingStored();
    }

}
