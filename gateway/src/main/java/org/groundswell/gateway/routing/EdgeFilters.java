package org.groundswell.gateway.routing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.groundswell.gateway.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

@Configuration(proxyBeanMethods = false)
class EdgeFilters {

    @Bean
    FilterRegistrationBean<CorsFilter> crossOriginFilter(CrossOrigin crossOrigin) {
        var filter = new CorsFilter(crossOrigin);
        filter.setCorsProcessor(new RefusingWithAProblem());
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    private static final class RefusingWithAProblem extends DefaultCorsProcessor {

        @Override
        public boolean processRequest(@Nullable CorsConfiguration configuration, HttpServletRequest request,
                HttpServletResponse response) throws IOException {
            if (CrossOrigin.isForEverybody(configuration) && request.getHeader(HttpHeaders.ORIGIN) == null) {
                // What a cache keeps of this request is for pages of other sites, too.
                response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, CorsConfiguration.ALL);
            }
            return super.processRequest(configuration, request, response);
        }

        @Override
        protected void rejectRequest(ServerHttpResponse response) throws IOException {
            response.setStatusCode(HttpStatus.FORBIDDEN);
            response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
            response.getBody()
                .write("""
                        {"type":"%s","title":"%s","status":403,"detail":"Pages of other sites may not do this."}"""
                    .formatted(ProblemType.FORBIDDEN.uri(), ProblemType.FORBIDDEN.title())
                    .getBytes(StandardCharsets.UTF_8));
            response.flush();
        }

    }

}
