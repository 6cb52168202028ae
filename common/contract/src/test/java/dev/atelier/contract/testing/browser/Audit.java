package dev.atelier.contract.testing.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The audit of accessibility by axe-core. The module that uses it brings axe-core's package. */
final class Audit {
    private static final String SOURCE = "/axe.min.js";

    private Audit() {}

    /** The serious and critical findings about what is shown now, each in a line. */
    static List<String> findings(Browser browser) {
        browser.value(source());
        browser.await("document.getAnimations().length === 0");
        JsonNode found = browser.value("axe.run(document, {resultTypes: ['violations']}).then(result => "
                + "result.violations.filter(it => ['serious', 'critical'].includes(it.impact)).map(it => it.id + ': ' +"
                + " it.help + ': ' + it.nodes.map(node => node.target.join(' ') + ' ' +"
                + " (node.any[0]?.message ?? '')).join(', ')))");
        if (!found.isArray()) {
            throw new IllegalStateException("axe-core made no report");
        }
        var findings = new ArrayList<String>();
        found.forEach(line -> findings.add(line.textValue()));
        return findings;
    }

    /** The page's policy holds for what the page loads, not for what its inspector evaluates. */
    private static String source() {
        try (InputStream source = Optional.ofNullable(Audit.class.getResourceAsStream(SOURCE))
                .orElseThrow(() -> new IllegalStateException(SOURCE + " is not on the class path"))) {
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
