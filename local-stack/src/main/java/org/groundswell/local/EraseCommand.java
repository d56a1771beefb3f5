package org.groundswell.local;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

import org.groundswell.local.client.PledgeService;
import org.groundswell.local.process.CannotRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code groundswell erase EMAIL}.
 */
@Command(name = "erase", mixinStandardHelpOptions = true, sortOptions = false,
        description = {
                "Erases all of EMAIL on the running local platform, in every campaign: the words, names and "
                        + "address of its pledges, which still count, and requests that were never confirmed.",
                "Asks first. It cannot be undone." })
final class EraseCommand implements Callable<Integer> {

    /** A guard against slips only: pledge-service knows what an address is. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@]+");

    private static final int LONGEST_ADDRESS = 254;

    @Parameters(paramLabel = "EMAIL",
            description = "The address; - reads it from standard input, to keep it out of the shell's history.")
    private String email = "";

    @Option(names = "--yes", description = "Do not ask; needed where there is no terminal to ask on.")
    private boolean yes;

    @Mixin
    private final DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        String address = this.email.equals("-") ? readAddress() : this.email;
        if (!ADDRESS.matcher(address).matches() || address.length() > LONGEST_ADDRESS) {
            throw new CannotRun("that is not an e-mail address");
        }
        PledgeService pledges = this.data.pledgeService();
        if (!this.yes && !isWanted(address)) {
            System.out.println("Nothing was erased.");
            return 1;
        }
        PledgeService.Erased erased = pledges.erase(address);
        System.out.printf("%d pledges erased (they still count), %d unconfirmed requests deleted%n", erased.pledges(),
                erased.unconfirmed());
        return 0;
    }

    private static String readAddress() throws IOException {
        Console console = System.console();
        String line = (console != null) ? console.readLine("Address: ")
                : new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return (line != null) ? line.strip() : "";
    }

    private static boolean isWanted(String address) {
        Console console = System.console();
        @Nullable String answer = (console != null) ? console.readLine("Erase all of %s for good? [y/N] ", address) : null;
        if (answer == null) {
            throw new CannotRun("there is no terminal to ask on; say --yes to erase without being asked");
        }
        return answer.strip().matches("(?i)y|yes");
    }

}
