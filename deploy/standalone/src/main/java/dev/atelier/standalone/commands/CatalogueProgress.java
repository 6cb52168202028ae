package dev.atelier.standalone.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.standalone.client.CatalogueView;
import dev.atelier.standalone.client.Catalogues;
import dev.atelier.standalone.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Shows how a batch goes on, a line each time that something has changed, but not more than one a second. */
final class CatalogueProgress {
    private static final long BETWEEN_LINES_NANOS = Duration.ofSeconds(1).toNanos();

    private final Terminal terminal;
    private long last = System.nanoTime() - BETWEEN_LINES_NANOS;

    private CatalogueProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Follows it until nothing more happens by itself; returns the batch as it is then. */
    static JsonNode follow(Catalogues catalogues, String id, Terminal terminal) throws InterruptedException {
        return catalogues.follow(id, new CatalogueProgress(terminal)::changed);
    }

    private void changed(CatalogueView batch) {
        if (batch.isAtRest() || System.nanoTime() - last >= BETWEEN_LINES_NANOS) {
            last = System.nanoTime();
            terminal.say("  " + line(batch));
        }
    }

    static String line(CatalogueView batch) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%-9s %d of %d pictures, %d of %d shards",
                batch.state(),
                batch.images(),
                batch.items(),
                batch.shards().stored(),
                batch.shards().total()));
        if (batch.shards().failed() > 0) {
            line.append(", ").append(batch.shards().failed()).append(" failed");
        }
        batch.imagesPerSecond().ifPresent(rate -> line.append(String.format(Locale.ROOT, ", %.1f a second", rate)));
        batch.expectedEnd()
                .map(end -> Duration.between(Instant.now(), end).toSeconds())
                .filter(seconds -> seconds > 0)
                .ifPresent(seconds -> line.append(", about ").append(seconds).append(" s left"));
        batch.reason().ifPresent(reason -> line.append(": ").append(reason));
        return line.toString();
    }
}
