package org.groundswell.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot start says why in one line, with exit status 2. */
class SecondUpIT {

    private final Platform platform = Platform.shared();

    @Test
    void onTheSameFolderIsRefused() {
        assertRefused(up("--data", platform.data().toString(), "--port-offset", "3000"), platform.data().toString());
    }

    @Test
    void onTakenPortsIsRefused(@TempDir Path other) {
        assertRefused(up("--data", other.toString(), "--port-offset", String.valueOf(Platform.PORT_OFFSET)), "port");
    }

    @Test
    void withoutAJdkIsRefused(@TempDir Path tools) throws IOException {
        // A path with what the script uses, and without any Java.
        for (var tool : List.of("bash", "dirname", "sed", "readlink")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        }
        var output = Platform.run(
                Map.of("JAVA_HOME", "/nowhere", "PATH", tools.toString(), "HOME", "/nowhere", "SDKMAN_DIR", "/nowhere",
                        "GROUNDSWELL_JVM_FOLDER", "/nowhere"),
                List.of("/usr/bin/bash", Platform.root().resolve("groundswell").toString(), "up"));
        assertRefused(output, "JDK");
    }

    private static Platform.Output up(String... arguments) {
        return Platform.groundswell(Stream.concat(Stream.of("up"), Arrays.stream(arguments)).toArray(String[]::new));
    }

    private static void assertRefused(Platform.Output output, String because) {
        assertThat(output.status()).isEqualTo(2);
        assertThat(output.err()).contains(because);
        assertThat((output.out() + output.err()).strip().lines()).hasSize(1);
    }

}
