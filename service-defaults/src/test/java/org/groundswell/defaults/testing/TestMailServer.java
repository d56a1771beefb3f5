package org.groundswell.defaults.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A mail server in this process that can go away and come back on the same port. */
public final class TestMailServer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private static final Duration START = Duration.ofSeconds(30);

    private final int port;

    private GreenMail mail;

    /** Starts the server. */
    public TestMailServer() {
        this.mail = started(0);
        this.port = mail.getSmtp().getPort();
    }

    /**
     * Where it takes mail.
     * @return the port
     */
    public int port() {
        return port;
    }

    /**
     * The mails to an address since the server was started last.
     * @param address the address
     * @return the mails
     */
    public List<Letter> lettersTo(String address) {
        return Arrays.stream(mail.getReceivedMessages())
            .map(Letter::of)
            .filter(letter -> letter.to().equals(address))
            .toList();
    }

    /** The server goes away; connections are refused. */
    public void stop() {
        mail.stop();
    }

    /** The server is back. */
    public void start() {
        if (!mail.isRunning()) {
            mail = started(port);
        }
    }

    /**
     * In place of the stopped server, something that takes connections and says nothing.
     * @return to be closed to end it
     */
    public ServerSocket silence() {
        try {
            return new ServerSocket(port, 50, InetAddress.getByName(HOST));
        }
        catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    /**
     * A server that says of every receiver that there is no such mailbox.
     * @param server where it listens, until that is closed
     */
    public static void refuseReceivers(ServerSocket server) {
        Thread.startVirtualThread(() -> {
            try {
                while (true) {
                    var connection = server.accept();
                    Thread.startVirtualThread(() -> refuseReceiver(connection));
                }
            }
            catch (IOException closed) {
                // That is its end.
            }
        });
    }

    private static void refuseReceiver(Socket connection) {
        try (connection) {
            var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            say(connection, "220 ready");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                say(connection, line.startsWith("RCPT") ? "550 no such mailbox" : "250 ok");
            }
        }
        catch (IOException left) {
            // The conversation is over.
        }
    }

    private static void say(Socket connection, String line) throws IOException {
        connection.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        mail.stop();
    }

    private static GreenMail started(int port) {
        var setup = new ServerSetup(port, HOST, ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(START.toMillis());
        var server = new GreenMail(setup);
        server.start();
        return server;
    }

    /**
     * A mail that arrived.
     *
     * @param id its Message-ID
     * @param from the sender's address
     * @param to the receiver's address
     * @param subject its subject
     * @param text its text, lines ended by a line feed
     */
    public record Letter(String id, String from, String to, String subject, String text) {

        static Letter of(MimeMessage message) {
            try {
                return new Letter(message.getMessageID(), message.getFrom()[0].toString(),
                        message.getRecipients(RecipientType.TO)[0].toString(), message.getSubject(),
                        message.getContent().toString().replace("\r\n", "\n"));
            }
            catch (MessagingException thrown) {
                throw new IllegalStateException(thrown);
            }
            catch (IOException thrown) {
                throw new UncheckedIOException(thrown);
            }
        }

    }

}
