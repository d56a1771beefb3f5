package org.groundswell.defaults.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.ContextConfiguration;
import org.testcontainers.DockerClientFactory;

/**
 * The test runs against MongoDB and Kafka in containers, and is skipped, visibly, where
 * there is no Docker.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(RunsOnContainers.WhereThereIsDocker.class)
@ContextConfiguration(initializers = ContainerBackends.class)
public @interface RunsOnContainers {

    /** Skips the test where there is no Docker. */
    final class WhereThereIsDocker implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return DockerClientFactory.instance().isDockerAvailable()
                    ? ConditionEvaluationResult.enabled("Docker is there")
                    : ConditionEvaluationResult.disabled("Docker is not available");
        }

    }

}
