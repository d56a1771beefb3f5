package org.groundswell.pledge;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of its own on the test's JDK and class path, ended with the test's. */
final class JavaProcess {

    private JavaProcess() {
    }

    /**
     * Starts a process.
     * @param main its main class
     * @param args its arguments
     * @return the process, whose output is in the build's folder under the class's name
     * @throws IOException when it cannot be started
     */
    static Process start(Class<?> main, List<String> args) throws IOException {
        // Quick to start, not quick later.
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", main.getName()));
        command.addAll(args);
        var builder = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(new File("target", main.getSimpleName() + ".log")));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

}
