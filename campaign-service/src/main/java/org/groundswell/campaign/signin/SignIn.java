package org.groundswell.campaign.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.groundswell.campaign.Ids;
import org.groundswell.campaign.Mailbox;
import org.groundswell.campaign.Organiser;
import org.groundswell.campaign.Organisers;
import org.groundswell.campaign.Quotas;
import org.groundswell.campaign.Secrets;
import org.groundswell.campaign.Sha256;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Signing in: a single-use link to one's mailbox, then an access token. */
@Service
public class SignIn {

    /** How long a link can be used. */
    public static final Duration LINK_LIFETIME = Duration.ofMinutes(15);

    private static final Duration MAIL_WINDOW = Duration.ofMinutes(15);

    private final SignInLinks links;

    private final SignInMail mail;

    private final Quotas quotas;

    private final SignInProperties properties;

    private final Secrets secrets;

    private final Organisers organisers;

    private final Ids ids = new Ids();

    private final Clock clock;

    SignIn(SignInLinks links, SignInMail mail, Quotas quotas, SignInProperties properties, Secrets secrets,
            Organisers organisers, Clock clock) {
        this.links = links;
        this.mail = mail;
        this.quotas = quotas;
        this.properties = properties;
        this.secrets = secrets;
        this.organisers = organisers;
        this.clock = clock;
    }

    /**
     * Sends a link, unless the mailbox was sent too many lately. The caller learns
     * nothing of the address, and waits for no mail server: the same is done and stored
     * for every address, so that it also takes the same time.
     * @param email where to
     */
    public void request(String email) {
        var token = secrets.next();
        var mayBeMailed = quotas.take("sign-in mails to " + Mailbox.withoutTag(email), properties.mails(), MAIL_WINDOW)
            .isEmpty();
        links.add(new SignInLink(Sha256.hex(token), email, clock.instant().plus(LINK_LIFETIME)));
        if (mayBeMailed) {
            Thread.startVirtualThread(() -> mail.send(email, token));
        }
    }

    /**
     * Uses a link up.
     * @param token from the link
     * @return who is signed in; empty when the token is unknown, used or too old
     */
    public Optional<Organiser> confirm(String token) {
        return Optional.ofNullable(links.take(Sha256.hex(token)))
            .filter(link -> clock.instant().isBefore(link.expiresAt()))
            .map(link -> organisers.withEmail(link.email(), ids.next()));
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
    void removeExpired() {
        links.removeExpired(clock.instant());
    }

}
