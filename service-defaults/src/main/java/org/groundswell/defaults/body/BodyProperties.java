package org.groundswell.defaults.body;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * How large a request may be.
 *
 * @param maxBody the largest body of a request that a service reads as one piece, 1 KB to
 * 16 MB, 16 KB by default
 */
@ConfigurationProperties("groundswell")
public record BodyProperties(@DefaultValue("16KB") DataSize maxBody) {

    private static final DataSize LEAST = DataSize.ofKilobytes(1);

    private static final DataSize MOST = DataSize.ofMegabytes(16);

    public BodyProperties {
        Assert.isTrue(maxBody.compareTo(LEAST) >= 0 && maxBody.compareTo(MOST) <= 0,
                "groundswell.max-body must be between 1KB and 16MB");
    }

}
