package org.groundswell.campaign.signin;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The keys that sign access tokens, shared by all instances through the store.
 * <p>
 * Each period has a key. It is published before it signs, so that everybody knows it by
 * then, and stays published until the last token that it signed has expired.
 */
@Component
class SigningKeys implements JWKSource<SecurityContext> {

    /** Services keep the keys they know for half as long. */
    static final Duration PUBLISHED_BEFORE = Duration.ofMinutes(10);

    /** After the next one began to sign; with time to spare for clocks that differ. */
    static final Duration PUBLISHED_AFTER = AccessTokens.LIFETIME.plusMinutes(10);

    static final Duration REMEMBERED = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

    private final MongoOperations mongo;

    private final Duration period;

    private final Clock clock;

    /** Under one name, the newest first. */
    private final LoadingCache<String, List<SigningKey>> keys;

    SigningKeys(MongoOperations mongo, SignInProperties properties, Clock clock) {
        this.mongo = mongo;
        this.period = properties.keyRotation();
        this.clock = clock;
        this.keys = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build(name -> load());
    }

    /**
     * The key that signs now: the newest that has been published for long enough, or the
     * oldest where none has, as on the very first start.
     */
    ECKey signer() {
        var known = keys.get("all");
        var publishedSince = clock.instant().minus(PUBLISHED_BEFORE);
        return known.stream()
            .filter(key -> !key.createdAt().isAfter(publishedSince))
            .findFirst()
            .orElseGet(known::getLast)
            .key();
    }

    /** The public parts of all keys. */
    JWKSet published() {
        return new JWKSet(keys.get("all").stream().map(key -> (JWK) key.key().toPublicJWK()).toList());
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        try {
            return selector.select(published());
        }
        catch (DataAccessException away) {
            throw new KeySourceException("the signing keys cannot be read", away);
        }
    }

    /** Also when nobody signs in, or asks for the keys. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void rotate() {
        keys.get("all");
    }

    private List<SigningKey> load() {
        var now = clock.instant();
        var due = periodOf(now.plus(PUBLISHED_BEFORE));
        var stored = mongo.findAll(StoredKey.class);
        if (stored.stream().noneMatch(key -> key.id().equals(due))) {
            insert(generate(due, now));
            stored = mongo.findAll(StoredKey.class);
        }
        var newestFirst = stored.stream()
            .map(SigningKeys::parse)
            .sorted(Comparator.comparing(SigningKey::createdAt).thenComparing(SigningKey::id).reversed())
            .toList();
        return newestFirst.subList(0, removeOver(newestFirst, now));
    }

    /**
     * Two instances may do so at the same instant; there is one key a period all the
     * same.
     */
    private void insert(StoredKey key) {
        try {
            mongo.insert(key);
            log.atInfo().addKeyValue("period", key.id()).log("signing key made");
        }
        catch (DuplicateKeyException madeElsewhere) {
            log.atDebug().addKeyValue("period", key.id()).log("signing key was made elsewhere");
        }
    }

    /**
     * Removes the keys whose tokens have all expired; says how many of the newest remain.
     */
    private int removeOver(List<SigningKey> newestFirst, Instant now) {
        var over = now.minus(PUBLISHED_BEFORE).minus(PUBLISHED_AFTER);
        var remaining = IntStream.range(0, newestFirst.size())
            .filter(index -> !newestFirst.get(index).createdAt().isAfter(over))
            .map(index -> index + 1)
            .findFirst()
            .orElse(newestFirst.size());
        for (var key : newestFirst.subList(remaining, newestFirst.size())) {
            mongo.remove(Query.query(Criteria.where("_id").is(key.id())), StoredKey.class);
            log.atInfo().addKeyValue("period", key.id()).log("signing key removed");
        }
        return remaining;
    }

    private String periodOf(Instant at) {
        var length = period.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), length) * length).toString();
    }

    private static StoredKey generate(String id, Instant now) {
        try {
            var key = new ECKeyGenerator(Curve.P_256).keyID(UUID.randomUUID().toString())
                .algorithm(JWSAlgorithm.ES256)
                .keyUse(KeyUse.SIGNATURE)
                .issueTime(Date.from(now))
                .generate();
            return new StoredKey(id, key.toJSONString(), now);
        }
        catch (JOSEException thrown) {
            throw new IllegalStateException("no signing key could be made", thrown);
        }
    }

    private static SigningKey parse(StoredKey stored) {
        try {
            return new SigningKey(stored.id(), ECKey.parse(stored.jwk()), stored.createdAt());
        }
        catch (ParseException thrown) {
            throw new IllegalStateException("a stored signing key cannot be read", thrown);
        }
    }

    private record SigningKey(String id, ECKey key, Instant createdAt) {
    }

    /**
     * A key as it is stored.
     *
     * @param id when its period begins
     * @param jwk the key, with its private part
     * @param createdAt since when it is published
     */
    @Document("signingKeys")
    record StoredKey(@Id String id, String jwk, Instant createdAt) {
    }

}
