package org.groundswell.gateway.site;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

@Configuration(proxyBeanMethods = false)
class SiteConfiguration implements WebMvcConfigurer {

    private static final CacheControl FOR_EVER = CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final Assets assets;

    SiteConfiguration(Assets assets) {
        this.assets = assets;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(assets.path() + "/**")
            .addResourceLocations("classpath:/static/assets/")
            .setCacheControl(FOR_EVER);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new ComeAgain());
    }

    @Bean
    static RouterFunction<ServerResponse> brand(Assets assets) {
        return route()
            .GET(assets.path() + "/brand.css",
                    request -> ServerResponse.ok()
                        .contentType(MediaType.valueOf("text/css;charset=UTF-8"))
                        .cacheControl(FOR_EVER)
                        .body(assets.brand()))
            .build();
    }

}
