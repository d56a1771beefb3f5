package org.groundswell.gateway.site;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;

class SitePropertiesTest {

    @Test
    void anAccentOnWhichWhiteCannotBeReadIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SiteProperties("Site", "", "#ffcc00"))
            .withMessageContaining("too light");
    }

    @Test
    void theAccentMustBeAColourAndNothingElse() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SiteProperties("Site", "", "red;}"))
            .withMessageContaining("must be a colour");
    }

    @Test
    void aDarkAccentIsTaken() {
        assertThatNoException().isThrownBy(() -> new SiteProperties("Site", "", "#7c2855"));
    }

}
