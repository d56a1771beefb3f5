package org.groundswell.local.mailbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MailboxTests {

    @TempDir
    private Path dir;

    @Test
    void aMailIsFoundByItsRecipientInWhateverCase() throws Exception {
        try (Mailbox mailbox = Mailbox.start(this.dir, 0, 0)) {
            send(mailbox, "Ann@example.org", "Sign in", "https://localhost/sign-in/confirm?token=abc_DEF-123\n");
            send(mailbox, "bob@example.org", "Another", "not for Ann");
            JsonNode messages = messages(mailbox, "ann@example.org");
            assertThat(messages).hasSize(1);
            assertThat(messages.get(0).get("to").get(0).asString()).isEqualTo("Ann@example.org");
            assertThat(messages.get(0).get("from").asString()).isEqualTo("noreply@groundswell.example");
            assertThat(messages.get(0).get("subject").asString()).isEqualTo("Sign in");
            assertThat(messages.get(0).get("text").asString()).contains("token=abc_DEF-123");
            assertThat(messages.get(0).get("receivedAt").asString()).endsWith("Z");
        }
    }

    @Test
    void theNewestComesFirst() throws Exception {
        try (Mailbox mailbox = Mailbox.start(this.dir, 0, 0)) {
            for (int i = 1; i <= 3; i++) {
                send(mailbox, "ann@example.org", "number " + i, "text");
            }
            assertThat(messages(mailbox, "ann@example.org").valueStream().map((mail) -> mail.get("subject").asString()))
                .containsExactly("number 3", "number 2", "number 1");
        }
    }

    @Test
    void aMailIsInItsFileWhenTheSenderIsToldSo() throws Exception {
        try (Mailbox mailbox = Mailbox.start(this.dir, 0, 0)) {
            send(mailbox, "ann@example.org", "kept", "text");
            try (Stream<Path> files = Files.list(this.dir)) {
                assertThat(files).singleElement().asString().endsWith(".eml");
            }
        }
        try (Mailbox again = Mailbox.start(this.dir, 0, 0)) {
            assertThat(messages(again, "ann@example.org")).hasSize(1);
        }
    }

    @Test
    void aMailThatCannotBeKeptIsNotTaken() throws Exception {
        Path folder = this.dir.resolve("mails");
        try (Mailbox mailbox = Mailbox.start(folder, 0, 0)) {
            Files.delete(folder);
            assertThatExceptionOfType(MessagingException.class)
                .isThrownBy(() -> send(mailbox, "ann@example.org", "lost", "text"))
                .withMessageContaining("451");
        }
    }

    @Test
    void thePageShowsAMailWithoutLettingItAct() throws Exception {
        try (Mailbox mailbox = Mailbox.start(this.dir, 0, 0)) {
            send(mailbox, "ann@example.org", "<script>alert(1)</script>", "a & b <img src=x>");
            String page = get(mailbox, "/").body();
            assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;", "a &amp; b &lt;img src=x&gt;")
                .doesNotContain("<script", "<img");
        }
    }

    private static void send(Mailbox mailbox, String to, String subject, String text) throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", String.valueOf(mailbox.smtpPort()));
        MimeMessage mail = new MimeMessage(Session.getInstance(properties));
        mail.setFrom("noreply@groundswell.example");
        mail.setRecipient(RecipientType.TO, new InternetAddress(to));
        mail.setSubject(subject, "UTF-8");
        mail.setText(text, "UTF-8");
        Transport.send(mail);
    }

    private static JsonNode messages(Mailbox mailbox, String to) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(get(mailbox, "/api/messages?to=" + to.replace("@", "%40")).body());
    }

    private static HttpResponse<String> get(Mailbox mailbox, String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + mailbox.webPort() + path);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

}
