package org.groundswell.local.mailbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.UserImpl;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

/**
 * A mail server for one machine that takes whatever it is sent, to whomever, and shows it
 * at a web address.
 */
public final class Mailbox implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private static final Duration START = Duration.ofSeconds(30);

    private final GreenMail smtp;

    private final HttpServer web;

    private final ExecutorService webThreads;

    private Mailbox(GreenMail smtp, HttpServer web, ExecutorService webThreads) {
        this.smtp = smtp;
        this.web = web;
        this.webThreads = webThreads;
    }

    /**
     * Opens the mailbox on the loopback address.
     * @param dir the folder of the mails, created when missing
     * @param smtpPort where it takes mail, 0 for any free port
     * @param webPort where it shows them, 0 for any free port
     * @return the running mailbox, to be closed by the caller
     * @throws IOException when the folder cannot be made or the web port is taken
     * @throws IllegalStateException when the SMTP port is taken
     */
    public static Mailbox start(Path dir, int smtpPort, int webPort) throws IOException {
        MailFolder folder = new MailFolder(dir, Clock.systemUTC());
        ServerSetup setup = new ServerSetup(smtpPort, HOST, ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(START.toMillis());
        GreenMail smtp = new GreenMail(setup);
        HttpServer web = HttpServer.create(new InetSocketAddress(HOST, webPort), 0);
        ExecutorService webThreads = Executors.newVirtualThreadPerTaskExecutor();
        web.setExecutor(webThreads);
        web.createContext("/", new MailboxPages(folder));
        web.start();
        smtp.getUserManager()
            .setMessageDeliveryHandler((mail, address) -> new Recipient(folder, address.getEmail(),
                    smtp.getManagers().getImapHostManager()));
        try {
            smtp.start();
        }
        catch (RuntimeException ex) {
            web.stop(0);
            webThreads.close();
            throw new IllegalStateException("cannot listen on port " + smtpPort, ex);
        }
        return new Mailbox(smtp, web, webThreads);
    }

    /**
     * Where it takes mail.
     * @return the SMTP port
     */
    public int smtpPort() {
        return this.smtp.getSmtp().getPort();
    }

    /**
     * Where it shows mail.
     * @return the web port
     */
    public int webPort() {
        return this.web.getAddress().getPort();
    }

    @Override
    public void close() {
        this.smtp.stop();
        this.web.stop(0);
        this.webThreads.close();
    }

    /**
     * Someone with a file folder in place of the in-memory inbox. An error here makes the
     * SMTP answer a 451, so a mail is in its file before its sender is told so.
     */
    private static final class Recipient extends UserImpl {

        private final MailFolder folder;

        private final String address;

        Recipient(MailFolder folder, String address, ImapHostManager unused) {
            super(address, address, "", unused);
            this.folder = folder;
            this.address = address;
        }

        @Override
        public void deliver(MovingMessage mail) {
            deliver(mail.getMessage());
        }

        @Override
        public void deliver(MimeMessage mail) {
            try {
                this.folder.deliver(this.address, mail);
            }
            catch (IOException | MessagingException ex) {
                throw new IllegalStateException("cannot keep a mail", ex);
            }
        }

    }

}
