package org.groundswell.local.client;

/**
 * The platform answered that it would not do what it was asked.
 */
public final class SiteRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    SiteRefused(String request, int status, String detail) {
        super("%s was answered with %d%s".formatted(request, status, detail.isEmpty() ? "" : ": " + detail));
        this.status = status;
    }

    /**
     * The HTTP status.
     * @return such as 404
     */
    public int status() {
        return this.status;
    }

}
