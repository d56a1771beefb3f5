package org.groundswell.gateway.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Style sheets, scripts and pictures. Their address has a hash over them all, so that
 * browsers keep them for ever, and get new ones with a new release; within one folder
 * they can refer to each other by plain names.
 */
@Component
class Assets {

    private final String path;

    private final String brand;

    Assets(SiteProperties site) {
        brand = ":root { --accent: %s; }%n".formatted(site.accent());
        path = "/assets/" + version(brand);
    }

    /** Where they are, without a slash at the end. */
    String path() {
        return path;
    }

    /** The configured colours as a style sheet. */
    String brand() {
        return brand;
    }

    private static String version(String brand) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(brand.getBytes(StandardCharsets.UTF_8));
            var files = new PathMatchingResourcePatternResolver().getResources("classpath:/static/assets/*");
            for (var file : Stream.of(files).sorted(Comparator.comparing(Resource::getFilename)).toList()) {
                digest.update(file.getContentAsByteArray());
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        }
        catch (IOException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("the gateway was built without its assets", impossible);
        }
    }

}
