package org.groundswell.campaign.signin;

/** Carries the link to a mailbox. */
@FunctionalInterface
public interface SignInMail {

    /**
     * Sends the link. Takes as long as the mail server does, and gives up in silence
     * after some tries.
     * @param email where to
     * @param token the link's token, which is written nowhere else
     */
    void send(String email, String token);

}
