package org.groundswell.defaults.body;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/** Has every body that a controller takes as one piece looked at first. */
@AutoConfiguration
@EnableConfigurationProperties(BodyProperties.class)
@Import({ BodyAdvice.class, ContinueOnRead.class })
public class BodyDefaults {

}
