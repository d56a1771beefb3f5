package org.groundswell.defaults.testing;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * A service as it is in production, though it is started where the tests' beans are on
 * the class path.
 */
public final class StandaloneService {

    private StandaloneService() {
    }

    /**
     * The service, to be run.
     * @param service its application
     * @param more configurations to add to it
     * @return wants the addresses of its backends, its secrets and its port
     */
    public static SpringApplicationBuilder of(Class<?> service, Class<?>... more) {
        return new SpringApplicationBuilder(service).sources(more)
            .initializers(context -> context.getBeanFactory().registerSingleton("noTestBeans", new NoTestBeans()));
    }

    /** Looking for beans finds production's alone. */
    private static final class NoTestBeans extends TypeExcludeFilter {

        @Override
        public boolean match(MetadataReader found, MetadataReaderFactory readers) {
            return found.getAnnotationMetadata().isAnnotated(TestConfiguration.class.getName());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof NoTestBeans;
        }

        @Override
        public int hashCode() {
            return NoTestBeans.class.hashCode();
        }

    }

}
