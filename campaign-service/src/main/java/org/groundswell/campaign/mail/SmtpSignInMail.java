package org.groundswell.campaign.mail;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import org.groundswell.campaign.SiteProperties;
import org.groundswell.campaign.signin.SignIn;
import org.groundswell.campaign.signin.SignInMail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * Sends sign-in links by SMTP. The link is a secret, so it goes straight from here to the
 * mail server and is neither stored nor put on Kafka; when the server stays away, the
 * organiser asks for another.
 */
@Component
class SmtpSignInMail implements SignInMail {

    private static final Logger log = LoggerFactory.getLogger(SmtpSignInMail.class);

    private final JavaMailSender mail;

    private final SiteProperties site;

    private final CircuitBreaker breaker;

    private final Retry retry;

    SmtpSignInMail(JavaMailSender mail, SiteProperties site, CircuitBreakerRegistry breakers, RetryRegistry retries) {
        this.mail = mail;
        this.site = site;
        this.breaker = breakers.circuitBreaker("mail");
        this.retry = retries.retry("mail");
    }

    @Override
    public void send(String email, String token) {
        var message = new SimpleMailMessage();
        message.setFrom(site.mailFrom());
        message.setTo(email);
        message.setSubject("Sign in to " + site.siteName());
        message.setText("""
                Hello,

                someone, probably you, asked to sign in to %s with this address. Follow this link to go on:

                %s/sign-in/confirm?token=%s

                It works once, for %d minutes. If it was not you, there is nothing to do.
                """.formatted(site.siteName(), site.publicUrl(), token, SignIn.LINK_LIFETIME.toMinutes()));
        try {
            retry.executeRunnable(() -> breaker.executeRunnable(() -> mail.send(message)));
        }
        catch (MailException | io.github.resilience4j.circuitbreaker.CallNotPermittedException thrown) {
            log.atWarn().addKeyValue("cause", thrown.getClass().getSimpleName()).log("sign-in mail not sent");
        }
    }

}
