package org.groundswell.local.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

/**
 * All mails, one file a delivery, and nothing in memory. A file's name holds the time of
 * receipt and a digest of the address, so that one address's newest mails are found by
 * names alone.
 */
final class MailFolder {

    private static final String ENDING = ".eml";

    private static final String DELIVERED_TO = "Delivered-To";

    private final Path dir;

    private final Clock clock;

    private final AtomicLong sequence = new AtomicLong();

    MailFolder(Path dir, Clock clock) throws IOException {
        this.dir = Files.createDirectories(dir);
        this.clock = clock;
    }

    /**
     * Writes a delivery; it is complete on disk when this returns.
     * @param address whom the mail is delivered to
     * @param mail as it came
     */
    void deliver(String address, MimeMessage mail) throws IOException, MessagingException {
        String name = "%013d-%06d-%s".formatted(this.clock.millis(), this.sequence.getAndIncrement() % 1_000_000,
                digest(address));
        Path partial = this.dir.resolve(name + ".part");
        try (OutputStream out = Files.newOutputStream(partial)) {
            out.write((DELIVERED_TO + ": " + address + "\r\n").getBytes(StandardCharsets.UTF_8));
            mail.writeTo(out);
        }
        Files.move(partial, this.dir.resolve(name + ENDING), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * The newest mails, newest first.
     * @param to only those to this address, of everybody when null
     * @param limit at most this many
     */
    List<Message> newest(@Nullable String to, int limit) throws IOException {
        String ending = (to != null) ? "-" + digest(to) + ENDING : ENDING;
        List<Path> files;
        try (Stream<Path> listed = Files.list(this.dir)) {
            files = listed.filter((file) -> file.getFileName().toString().endsWith(ending))
                .sorted(Comparator.comparing(Path::getFileName).reversed())
                .limit(limit)
                .toList();
        }
        List<Message> messages = new ArrayList<>();
        for (Path file : files) {
            messages.add(read(file));
        }
        return messages;
    }

    private static Message read(Path file) throws IOException {
        String id = file.getFileName().toString().replace(ENDING, "");
        Instant receivedAt = Instant.ofEpochMilli(Long.parseLong(id.substring(0, id.indexOf('-'))));
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage mail = new MimeMessage((Session) null, in);
            return new Message(id, Objects.requireNonNullElse(mail.getMessageID(), ""),
                    List.of(mail.getHeader(DELIVERED_TO)), addresses(mail.getFrom()),
                    (mail.getSubject() != null) ? mail.getSubject() : "", receivedAt, text(mail));
        }
        catch (MessagingException ex) {
            // What cannot be read as a mail is still shown, as it is.
            return new Message(id, "", List.of(), "", "", receivedAt,
                    Files.readString(file, StandardCharsets.ISO_8859_1));
        }
    }

    private static String addresses(Address @Nullable [] addresses) {
        return (addresses != null) ? InternetAddress.toUnicodeString(addresses) : "";
    }

    private static String text(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return part.getContent().toString();
        }
        if (part.isMimeType("multipart/*")) {
            Multipart parts = (Multipart) part.getContent();
            for (int i = 0; i < parts.getCount(); i++) {
                String text = text(parts.getBodyPart(i));
                if (!text.isEmpty()) {
                    return text;
                }
            }
        }
        return "";
    }

    private static String digest(String address) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(address.trim().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException(ex);
        }
    }

}
