package org.groundswell.defaults.internal;

/** Another service cannot be asked now; whoever asked for it gets 503. */
public final class ServiceAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates it.
     * @param service the service's name
     * @param cause what happened
     */
    public ServiceAway(String service, Throwable cause) {
        // Without a stack trace: while a service is away these are many, and all alike.
        super(service + " cannot be asked: " + cause.getClass().getSimpleName(), cause, false, false);
    }

}
