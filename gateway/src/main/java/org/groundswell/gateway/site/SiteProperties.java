package org.groundswell.gateway.site;

import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * What the site is called and looks like.
 *
 * @param name the site's name, in its header and titles
 * @param strapline what it is for, beside the name
 * @param accent the colour of the header, links and buttons, as {@code #rrggbb}; dark
 * enough for white text on it, 4.5 to 1 by WCAG 2.2
 */
@ConfigurationProperties("groundswell.site")
public record SiteProperties(@DefaultValue("Groundswell") String name,
        @DefaultValue("One promise each. A better service for everyone.") String strapline,
        @DefaultValue("#0b4f6c") String accent) {

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

    private static final double ENOUGH_CONTRAST = 4.5;

    /** Refuses a colour on which white text could not be read. */
    public SiteProperties {
        Assert.hasText(name, "groundswell.site.name must not be empty");
        Assert.isTrue(COLOUR.matcher(accent).matches(), "groundswell.site.accent must be a colour such as #0b4f6c");
        Assert.isTrue(contrastWithWhite(accent) >= ENOUGH_CONTRAST,
                "groundswell.site.accent is too light: white text on it has less contrast than 4.5 to 1");
    }

    private static double contrastWithWhite(String colour) {
        var luminance = 0.2126 * linear(colour, 1) + 0.7152 * linear(colour, 3) + 0.0722 * linear(colour, 5);
        return 1.05 / (luminance + 0.05);
    }

    private static double linear(String colour, int at) {
        var value = Integer.parseInt(colour, at, at + 2, 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

}
