package org.groundswell.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Random values that are made once for a data folder and can be read by its owner alone.
 */
final class Secrets {

    /** The credential that the services share. */
    static final String INTERNAL = "internal";

    private static final int BYTES = 32;

    private final Path dir;

    private final SecureRandom random = new SecureRandom();

    Secrets(Path dir) {
        this.dir = dir;
    }

    /**
     * 32 random bytes in Base64, always the same for a name.
     */
    String named(String name) throws IOException {
        Path file = this.dir.resolve(name);
        if (!Files.exists(file)) {
            Files.createDirectories(this.dir,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            byte[] bytes = new byte[BYTES];
            this.random.nextBytes(bytes);
            Path partial = Files.createTempFile(this.dir, name, ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(partial, Base64.getEncoder().encodeToString(bytes));
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file);
    }

}
