package dev.atelier.gateway.web;

import dev.atelier.gateway.testing.Browser;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The browser of a test class. */
final class Chromium {
    private Chromium() {}

    /** Starts one; where none is installed the tests are left out. */
    static Browser start() {
        Optional<Path> program = Browser.installed();
        Assumptions.assumeTrue(program.isPresent(), "no Chromium is installed");
        return Browser.start(program.get());
    }
}
