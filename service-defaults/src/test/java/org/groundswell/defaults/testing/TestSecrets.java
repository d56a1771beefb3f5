package org.groundswell.defaults.testing;

/** Credentials for tests alone. */
public final class TestSecrets {

    /** The credential that services share. */
    public static final String INTERNAL = "internal-credential-of-tests";

    /** A root key: 32 bytes in Base64. */
    public static final String KEY = "dGVzdC1rZXktdGVzdC1rZXktdGVzdC1rZXktdGVzdDE=";

    private TestSecrets() {
    }

}
