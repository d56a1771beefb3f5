package org.groundswell.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of the run files, one a running process. A reader finds a whole file or
 * none.
 */
public final class RunFolder {

    private static final String ENDING = ".json";

    private final JsonMapper json = JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();

    private final Path dir;

    /**
     * A folder that need not exist yet.
     * @param dir the folder
     */
    public RunFolder(Path dir) {
        this.dir = dir;
    }

    void write(RunFile file) throws IOException {
        Files.createDirectories(this.dir);
        Path partial = this.dir.resolve(file.name() + ".part");
        Files.writeString(partial, this.json.writeValueAsString(file) + "\n");
        Files.move(partial, this.dir.resolve(file.name() + ENDING), StandardCopyOption.ATOMIC_MOVE);
    }

    void remove(String name) throws IOException {
        Files.deleteIfExists(this.dir.resolve(name + ENDING));
    }

    /**
     * One process's file.
     * @param name of the process
     * @return empty when there is none
     * @throws IOException when it cannot be read
     */
    public Optional<RunFile> find(String name) throws IOException {
        return list().stream().filter((file) -> file.name().equals(name)).findFirst();
    }

    /**
     * All files, by name.
     * @return empty when nothing runs
     * @throws IOException when they cannot be read
     */
    public List<RunFile> list() throws IOException {
        List<RunFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(this.dir)) {
            for (Path path : paths.filter((path) -> path.toString().endsWith(ENDING)).toList()) {
                files.add(this.json.readValue(Files.readString(path), RunFile.class));
            }
        }
        catch (NoSuchFileException | NotDirectoryException ex) {
            // Nothing runs, or has just ended.
        }
        catch (JacksonException ex) {
            throw new IOException("a run file in " + this.dir + " cannot be understood", ex);
        }
        files.sort(Comparator.comparing(RunFile::name));
        return files;
    }

}
