package org.groundswell.campaign;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Who may suspend any campaign.
 *
 * @param stewards their e-mail addresses; nobody by default
 */
@Validated
@ConfigurationProperties("groundswell")
public record StewardsProperties(@Nullable List<@NotBlank @Email String> stewards) {

    /** Compares addresses without case, as signing in does. */
    public StewardsProperties {
        stewards = stewards == null ? List.of()
                : stewards.stream().map(address -> Mailbox.of(address.strip())).toList();
    }

}
