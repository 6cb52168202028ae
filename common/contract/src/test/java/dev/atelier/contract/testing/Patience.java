package dev.atelier.contract.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long all tests of a module wait for what is to come: not how long it may take, but after which time a busy
 * machine cannot be the reason any more. JUnit finds it where junit-platform.properties lets it look for extensions.
 */
public final class Patience implements BeforeAllCallback {
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @Override
    public void beforeAll(ExtensionContext tests) {
        Awaitility.setDefaultTimeout(LONGEST);
    }
}
