package org.groundswell.local;

import java.io.IOException;
import java.util.concurrent.Callable;

import org.groundswell.local.client.SignIn;
import org.groundswell.local.client.Site;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code groundswell token EMAIL}.
 */
@Command(name = "token", mixinStandardHelpOptions = true,
        description = { "Signs EMAIL in as an organiser on the running local platform, through the real sign-in mail "
                + "in the local mailbox, and prints nothing but the access token." })
final class TokenCommand implements Callable<Integer> {

    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(paramLabel = "EMAIL", description = "The organiser's address; any will do.")
    private String email = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        Site site = this.data.site();
        SignIn signIn = this.data.signIn(site)
            .orElseThrow(() -> new IOException("this platform's mail does not end in a local mailbox"));
        System.out.println(signIn.as(this.email));
        return 0;
    }

}
