package org.groundswell.defaults.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;

/** A mail server in this process that can go away and come back on the same port. */
public final class TestMailServer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

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

    @Override
    public void close() {
        mail.stop();
    }

    private static GreenMail started(int port) {
        var server = new GreenMail(new ServerSetup(port, HOST, ServerSetup.PROTOCOL_SMTP));
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
