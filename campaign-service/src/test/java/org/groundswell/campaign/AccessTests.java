package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.groundswell.campaign.CampaignMother.aCampaign;
import static org.groundswell.defaults.testing.access.Caller.LEAD;
import static org.groundswell.defaults.testing.access.Caller.OTHER_ORGANISER;
import static org.groundswell.defaults.testing.access.Rights.everybody;
import static org.groundswell.defaults.testing.access.Rights.leads;
import static org.groundswell.defaults.testing.access.Rights.nobody;
import static org.groundswell.defaults.testing.access.Rights.services;
import static org.groundswell.defaults.testing.access.Rights.signedIn;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.groundswell.defaults.testing.RunsOnLocalBackends;
import org.groundswell.defaults.testing.access.AccessMatrix;
import org.groundswell.defaults.testing.access.Call;
import org.groundswell.defaults.testing.access.Credentials;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;

/** Who may do what, at each of the service's addresses. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RunsOnLocalBackends
class AccessTests extends RunningService {

    @Autowired
    private ApplicationContext service;

    @TestFactory
    Stream<DynamicTest> everybodyMayDoWhatIsTheirsAndNothingElse() {
        var lead = anOrganiser();
        var campaign = launched(aCampaign(), lead);
        var internal = "/internal/campaigns/" + campaign.at("/id").stringValue() + "/organisers";
        Supplier<String> launchedOne = () -> "/api/campaigns/" + launched(aCampaign(), lead).at("/slug").stringValue();
        return new AccessMatrix(service, credentials(lead))
            .row("GET /api/campaigns", everybody(), () -> Call.to("/api/campaigns"))
            .row("POST /api/campaigns", signedIn(), () -> Call.to("/api/campaigns").with("{\"title\":\"Mine\"}"))
            .row("GET /api/campaigns/{slug}", everybody(), () -> Call.to(launchedOne.get()))
            .row("POST /api/campaigns/{slug}/launch", leads(), () -> Call.to(launchedOne.get() + "/launch"))
            .row("POST /api/sign-in", everybody(),
                    () -> Call.to("/api/sign-in").with("{\"email\":\"ann@example.org\"}"))
            // The mailed token opens it, which nobody of these has.
            .row("POST /api/sign-in/confirm", nobody(),
                    () -> Call.to("/api/sign-in/confirm").with("{\"token\":\"unknown\"}"))
            .row("GET /.well-known/jwks.json", everybody(), () -> Call.to("/.well-known/jwks.json"))
            .row("GET /internal/campaigns/{id}/organisers", services(), () -> Call.to(internal))
            .row("GET /internal/campaigns/{id}/organisers/{organiserId}", services(),
                    () -> Call.to(internal + "/" + lead.organiser().id()))
            .tests();
    }

    /** No leads of hubs, no stewards and nobody who signed out: there are none yet. */
    private Credentials credentials(Caller lead) {
        return new Credentials(Map.of(LEAD, lead.organiser().id(), OTHER_ORGANISER, anOrganiser().organiser().id()),
                this::sign);
    }

    private String sign(JWTClaimsSet claims) {
        try {
            var stored = mongo.getCollection("signingKeys").find().first();
            assertThat(stored).isNotNull();
            var key = ECKey.parse(stored.getString("jwk"));
            var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        }
        catch (ParseException | JOSEException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

}
