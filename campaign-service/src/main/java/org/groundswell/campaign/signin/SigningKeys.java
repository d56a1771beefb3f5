package org.groundswell.campaign.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * The keys that sign access tokens, shared by all instances through the store; the newest
 * one signs.
 */
@Component
class SigningKeys {

    private final MongoOperations mongo;

    private final Clock clock;

    SigningKeys(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /**
     * All keys, private parts included, the newest first; makes the first one where there
     * is none.
     */
    JWKSet all() {
        var newestFirst = new Query().with(Sort.by(Sort.Direction.DESC, "createdAt", "_id"));
        var stored = mongo.find(newestFirst, StoredKey.class);
        if (stored.isEmpty()) {
            stored = List.of(mongo.insert(generate()));
        }
        return new JWKSet(stored.stream().map(SigningKeys::parse).toList());
    }

    private StoredKey generate() {
        var now = clock.instant();
        try {
            var key = new ECKeyGenerator(Curve.P_256).keyID(UUID.randomUUID().toString())
                .algorithm(JWSAlgorithm.ES256)
                .keyUse(KeyUse.SIGNATURE)
                .issueTime(Date.from(now))
                .generate();
            return new StoredKey(key.getKeyID(), key.toJSONString(), now);
        }
        catch (JOSEException thrown) {
            throw new IllegalStateException("no signing key could be made", thrown);
        }
    }

    private static JWK parse(StoredKey stored) {
        try {
            return ECKey.parse(stored.jwk());
        }
        catch (ParseException thrown) {
            throw new IllegalStateException("a stored signing key cannot be read", thrown);
        }
    }

    @Document("signingKeys")
    record StoredKey(@Id String id, String jwk, Instant createdAt) {
    }

}
