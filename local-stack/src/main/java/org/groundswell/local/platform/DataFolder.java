package org.groundswell.local.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

import org.groundswell.local.process.CannotRun;
import org.groundswell.local.process.RunFolder;
import org.jspecify.annotations.Nullable;

/**
 * The folder with everything that a platform keeps. A marker file in it says that it is
 * one, and is locked while a launcher works on it.
 */
public final class DataFolder implements AutoCloseable {

    static final String SECRETS = "secrets";

    private static final String MARKER = ".groundswell";

    private final Path dir;

    private final FileChannel marker;

    private DataFolder(Path dir, FileChannel marker) {
        this.dir = dir;
        this.marker = marker;
    }

    /**
     * Takes hold of a folder, until it is closed or this process ends in whatever way.
     * @param dir made when missing; must be empty or a Groundswell data folder
     * @return the folder, to be closed by the caller
     * @throws CannotRun when another run holds it, or it holds something else
     * @throws IOException when it cannot be made or read
     */
    public static DataFolder hold(Path dir) throws IOException {
        if (Files.exists(dir) && !Files.isDirectory(dir)) {
            throw new CannotRun(dir + " is not a folder");
        }
        Files.createDirectories(dir);
        Path marker = dir.resolve(MARKER);
        if (!Files.isRegularFile(marker) && !isEmpty(dir)) {
            throw new CannotRun(dir + " is neither empty nor a Groundswell data folder; choose another with --data");
        }
        FileChannel channel = FileChannel.open(marker, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            String holder = Files.readString(marker).strip();
            channel.close();
            throw new CannotRun("the data folder %s is held by another run (pid %s)".formatted(dir, holder));
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
        return new DataFolder(dir, channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        }
        catch (OverlappingFileLockException ex) {
            return null;
        }
    }

    private static boolean isEmpty(Path dir) throws IOException {
        try (Stream<Path> entries = Files.list(dir)) {
            return entries.findAny().isEmpty();
        }
    }

    /**
     * Deletes everything in it but the marker. Links are removed, not followed.
     * @throws IOException when something cannot be deleted
     */
    public void empty() throws IOException {
        Path kept = this.dir.resolve(MARKER);
        Files.walkFileTree(this.dir, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.equals(kept)) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                if (!visited.equals(DataFolder.this.dir)) {
                    Files.delete(visited);
                }
                return FileVisitResult.CONTINUE;
            }

        });
    }

    /**
     * Deletes it and everything in it, and lets go of it.
     * @throws IOException when something cannot be deleted
     */
    public void delete() throws IOException {
        empty();
        close();
        Files.delete(this.dir.resolve(MARKER));
        Files.delete(this.dir);
    }

    /**
     * The run files of a platform on a folder, whether or not it is held.
     * @param dir the data folder
     * @return its run folder
     */
    public static RunFolder runFolder(Path dir) {
        return new RunFolder(dir.resolve("run"));
    }

    /**
     * The credential that the services of a platform on a folder share.
     * @param dir the data folder of a platform that runs
     * @return the credential
     * @throws IOException when it cannot be read
     */
    public static String internalSecret(Path dir) throws IOException {
        try {
            return new Secrets(dir.resolve(SECRETS)).named(Secrets.INTERNAL);
        }
        catch (IOException ex) {
            throw new IOException("the services' credential in %s cannot be read".formatted(dir.resolve(SECRETS)), ex);
        }
    }

    Path resolve(String name) {
        return this.dir.resolve(name);
    }

    Path logs() {
        return this.dir.resolve("logs");
    }

    @Override
    public void close() throws IOException {
        this.marker.close();
    }

}
