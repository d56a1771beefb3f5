package org.groundswell.gateway.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class AccessTokenCookieTest {

    /** A proxy in front takes TLS off, and need not say so. */
    @ParameterizedTest
    @CsvSource({ "https://pledges.example,false,true", "http://localhost:8080,true,true",
            "http://localhost:8080,false,false" })
    void itIsForHttpsAloneWhereTheSiteIs(URI publicUrl, boolean cameByTls, boolean secure) {
        var request = new MockHttpServletRequest();
        request.setSecure(cameByTls);
        var response = new MockHttpServletResponse();

        new AccessTokenCookie(Clock.systemUTC(), publicUrl).set("token", Instant.now().plusSeconds(60), request,
                response);

        var cookie = String.valueOf(response.getHeader(HttpHeaders.SET_COOKIE));
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax");
        assertThat(cookie.contains("Secure")).isEqualTo(secure);
    }

}
