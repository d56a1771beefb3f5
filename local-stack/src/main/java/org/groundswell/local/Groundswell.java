package org.groundswell.local;

import java.io.PrintStream;
import java.util.Optional;

import org.groundswell.local.process.CannotRun;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line. Exit status 0 is success, 1 a failure, 2 something that the user can
 * mend before trying again.
 */
@Command(name = "groundswell", description = "Runs the Groundswell platform on this machine.",
        subcommands = { UpCommand.class, TokenCommand.class, StatusCommand.class, EraseCommand.class,
                RebuildCommand.class, DeadLettersCommand.class, ReplayCommand.class, BenchCommand.class,
                CommandLine.HelpCommand.class },
        mixinStandardHelpOptions = true, version = "Groundswell 0.1.0", sortOptions = false,
        footer = { "", "Exit status: 0 success, 1 failure, 2 something to mend first (one line says what)." })
final class Groundswell {

    private Groundswell() {
    }

    /**
     * Runs a command and exits with its status.
     * @param args of the command line
     */
    public static void main(String[] args) {
        System.exit(execute(System.err, args));
    }

    static int execute(PrintStream err, String... args) {
        CommandLine commandLine = new CommandLine(new Groundswell()).setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler((problem, arguments) -> {
            err.printf("groundswell: %s (see: ./groundswell help)%n", oneLine(problem));
            return CommandLine.ExitCode.USAGE;
        });
        commandLine.setExecutionExceptionHandler((problem, command, arguments) -> {
            err.println("groundswell: " + oneLine(problem));
            return (problem instanceof CannotRun) ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
        });
        return commandLine.execute((args.length > 0) ? args : new String[] { "help" });
    }

    private static String oneLine(Exception problem) {
        return Optional.ofNullable(problem.getMessage()).orElseGet(problem::toString).replaceAll("\\s*\\R\\s*", " ");
    }

}
