package org.groundswell.defaults.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Has every error of a service answered as problem details. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@Import({ ProblemAdvice.class, ProblemErrorController.class })
public class ProblemDefaults {

}
