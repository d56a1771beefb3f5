package org.groundswell.defaults.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.groundswell.defaults.testing.TestMailServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class PlainMailTests {

    /** Always says something before any timeout, and never comes to an end. */
    @Test
    @Timeout(60)
    void aMailServerThatGoesOnForEverIsLeft() throws Exception {
        var left = new CountDownLatch(1);
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> greetForEver(server, left));
            try (var mail = mailTo(server.getLocalPort())) {
                assertThatThrownBy(() -> mail.send("id", "ann@example.org", "subject", "text"))
                    .isInstanceOf(PlainMail.Away.class)
                    .hasCauseInstanceOf(TimeoutException.class);
                assertThat(left.await(30, TimeUnit.SECONDS)).as("connection closed").isTrue();
            }
        }
    }

    @Test
    @Timeout(60)
    void anAddressThatTheServerRefusesIsNoFailureOfTheServer() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TestMailServer.refuseReceivers(server);
            try (var mail = mailTo(server.getLocalPort(), Duration.ofSeconds(30))) {
                assertThatThrownBy(() -> mail.send("id", "nobody@example.org", "subject", "text"))
                    .isInstanceOf(PlainMail.Refused.class)
                    .hasMessageNotContaining("nobody");
            }
        }
    }

    /** Nobody is asked: there is no server. */
    @Test
    void anAddressThatNoMailCanBeWrittenToIsNoFailureOfTheServer() {
        try (var mail = mailTo(0)) {
            assertThatThrownBy(() -> mail.send("id", "ann@example_x.org", "subject", "text"))
                .isInstanceOf(PlainMail.Refused.class);
        }
    }

    private static void say(Socket connection, String line) throws IOException {
        connection.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static PlainMail mailTo(int port) {
        return mailTo(port, Duration.ofMillis(500));
    }

    private static PlainMail mailTo(int port, Duration limit) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "10000");
        return new PlainMail(sender, "no-reply@groundswell.invalid", CircuitBreakerRegistry.ofDefaults(),
                TimeLimiterRegistry.of(TimeLimiterConfig.custom().timeoutDuration(limit).build()));
    }

    private static void greetForEver(ServerSocket server, CountDownLatch left) {
        try (var connection = server.accept()) {
            while (true) {
                connection.getOutputStream().write("220-wait\r\n".getBytes(StandardCharsets.US_ASCII));
                Thread.sleep(50);
            }
        }
        catch (IOException closed) {
            left.countDown();
        }
        catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

}
