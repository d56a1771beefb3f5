package org.groundswell.campaign.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.groundswell.campaign.Ids;
import org.groundswell.campaign.Organiser;
import org.groundswell.campaign.Organisers;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Signing in: a single-use link to one's mailbox, then an access token. */
@Service
public class SignIn {

    /** How long a link can be used. */
    public static final Duration LINK_LIFETIME = Duration.ofMinutes(15);

    private static final int TOKEN_BYTES = 32;

    private final SignInLinks links;

    private final SignInMail mail;

    private final Organisers organisers;

    private final Ids ids = new Ids();

    private final SecureRandom random = new SecureRandom();

    private final Clock clock;

    SignIn(SignInLinks links, SignInMail mail, Organisers organisers, Clock clock) {
        this.links = links;
        this.mail = mail;
        this.organisers = organisers;
        this.clock = clock;
    }

    /**
     * Sends a link. The caller learns nothing of the address, and waits for no mail
     * server.
     * @param email where to
     */
    public void request(String email) {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        links.add(new SignInLink(hash(token), email, clock.instant().plus(LINK_LIFETIME)));
        Thread.startVirtualThread(() -> mail.send(email, token));
    }

    /**
     * Uses a link up.
     * @param token from the link
     * @return who is signed in; empty when the token is unknown, used or too old
     */
    public Optional<Organiser> confirm(String token) {
        return Optional.ofNullable(links.take(hash(token)))
            .filter(link -> clock.instant().isBefore(link.expiresAt()))
            .map(link -> organisers.withEmail(link.email(), ids.next()));
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
    void removeExpired() {
        links.removeExpired(clock.instant());
    }

    private static String hash(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        }
        catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

}
