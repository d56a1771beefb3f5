package org.groundswell.defaults.testing.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.groundswell.defaults.testing.CampaignServiceStub;
import org.groundswell.defaults.testing.TestSecrets;

/** What each caller shows. */
public final class Credentials {

    private final Map<Asker, String> organisers;

    private final Function<JWTClaimsSet, String> signer;

    private final String signedOut;

    /**
     * Those of a service whose campaign-service is a stub.
     * @param stub from now on it knows who leads what
     * @param campaignId the campaign that requests are about
     * @param place the place that they are about
     * @param elsewhere another one, not within it
     * @return what callers show
     */
    public static Credentials of(CampaignServiceStub stub, String campaignId, String place, String elsewhere) {
        var organisers = new EnumMap<Asker, String>(Asker.class);
        for (var caller : Asker.values()) {
            if (caller.isSignedIn()) {
                organisers.put(caller, caller + "-" + UUID.randomUUID());
            }
        }
        stub.tokenOfLead(organisers.get(Asker.LEAD), campaignId);
        stub.tokenOfLead(organisers.get(Asker.OTHER_ORGANISER), "another-campaign");
        stub.tokenOfHubLead(organisers.get(Asker.HUB_LEAD), campaignId, place);
        stub.tokenOfHubLead(organisers.get(Asker.HUB_LEAD_ELSEWHERE), campaignId, elsewhere);
        return new Credentials(organisers, stub::sign, stub::signOut);
    }

    /**
     * Those of a service that believes a signer.
     * @param organisers the ids of those who are signed in, the lead among them, or none;
     * a caller without one is left out of the matrix
     * @param signer signs claims as campaign-service does
     * @param signOut has campaign-service end a token
     */
    public Credentials(Map<Asker, String> organisers, Function<JWTClaimsSet, String> signer, Consumer<String> signOut) {
        this.organisers = Map.copyOf(organisers);
        this.signer = signer;
        this.signedOut = signer.apply(claims(organisers.getOrDefault(Asker.LEAD, "")).build());
        signOut.accept(signedOut);
    }

    /** Bad tokens name the lead; where nobody is signed in there are none. */
    boolean know(Asker caller) {
        if (caller.isSignedIn()) {
            return organisers.containsKey(caller);
        }
        return !caller.hasBadToken() || organisers.containsKey(Asker.LEAD);
    }

    /** The header {@code Authorization}; none where the caller shows nothing. */
    Optional<String> authorization(Asker caller) {
        var lead = organisers.getOrDefault(Asker.LEAD, "");
        return switch (caller) {
            case ANONYMOUS -> Optional.empty();
            case SERVICE -> Optional.of(basic(TestSecrets.INTERNAL));
            case WRONG_SERVICE -> Optional.of(basic("guess-at-the-credential"));
            case EXPIRED -> bearer(signer.apply(claims(lead).expirationTime(in(-3_600)).issueTime(in(-7_200)).build()));
            case WRONG_AUDIENCE -> bearer(signer.apply(claims(lead).audience("elsewhere").build()));
            case UNSIGNED -> bearer(new PlainJWT(claims(lead).build()).serialize());
            case SIGNED_OUT -> bearer(signedOut);
            case FORGED -> bearer(forged(claims(lead).build(), keyId(lead)));
            case UNKNOWN_KEY -> bearer(forged(claims(lead).build(), UUID.randomUUID().toString()));
            default -> bearer(signer.apply(claims(organisers.getOrDefault(caller, "")).build()));
        };
    }

    private static JWTClaimsSet.Builder claims(String organiser) {
        return new JWTClaimsSet.Builder().issuer("http://localhost:8080")
            .audience("groundswell")
            .subject(organiser)
            .jwtID(UUID.randomUUID().toString())
            .issueTime(in(0))
            .expirationTime(in(3_600));
    }

    private static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private String keyId(String lead) {
        try {
            return SignedJWT.parse(signer.apply(claims(lead).build())).getHeader().getKeyID();
        }
        catch (ParseException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    private static String forged(JWTClaimsSet claims, String keyId) {
        try {
            return CampaignServiceStub.signed(new ECKeyGenerator(Curve.P_256).keyID(keyId).generate(), claims);
        }
        catch (JOSEException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    private static Optional<String> bearer(String token) {
        return Optional.of("Bearer " + token);
    }

    private static String basic(String secret) {
        return "Basic " + Base64.getEncoder().encodeToString(("service:" + secret).getBytes(StandardCharsets.UTF_8));
    }

}
