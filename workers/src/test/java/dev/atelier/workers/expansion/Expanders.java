package dev.atelier.workers.expansion;

import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.workers.outages.StorePatience;
import dev.atelier.workers.reporting.EventLog;
import dev.atelier.workers.stages.Stage;
import dev.atelier.workers.testing.Installation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Expanders without the rest of the worker. */
final class Expanders {
    /** Shards of a batch that are asked for at one time. */
    static final int WINDOW = 4;

    private Expanders() {}

    static Expander start(Installation installation, ObjectStore store, Duration sourcesKept) {
        Map<String, Object> kafka =
                Map.of("bootstrap.servers", installation.servers().kafka());
        var counter = new SimpleMeterRegistry().counter("retries");
        var expander = new Expander(
                kafka,
                Optional.empty(),
                WINDOW,
                sourcesKept,
                store,
                new StorePatience(counter),
                EventLog.of(new Stage("report", 1, 64), kafka, counter),
                new MessageCodec("/test/expander"));
        expander.start();
        return expander;
    }
}
