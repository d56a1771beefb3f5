package org.groundswell.local.mailbox;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The mailbox as a process of its own: {@code MailboxServer DIR SMTP_PORT WEB_PORT}. It
 * runs until it is told to end.
 */
public final class MailboxServer {

    private MailboxServer() {
    }

    /**
     * Opens the mailbox and closes it when the process is asked to stop.
     * @param args the folder, the SMTP port and the web port
     * @throws IOException when the folder cannot be made or a port is taken
     */
    public static void main(String[] args) throws IOException {
        Mailbox mailbox = Mailbox.start(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(mailbox::close));
        System.out.println("mailbox takes mail on port " + mailbox.smtpPort() + ", shows it on " + mailbox.webPort());
    }

}
