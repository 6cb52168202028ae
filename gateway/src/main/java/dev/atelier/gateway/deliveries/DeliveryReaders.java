package dev.atelier.gateway.deliveries;

import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.gateway.log.GroupReader;
import dev.atelier.gateway.log.GroupReaders;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads, in common with the other gateways, the ends of jobs and the attempts that are due later. Two groups: an attempt
 * may wait for hours, and must not keep the ends from being committed; nor do those that wait, which may be as many as a dead
 * receiver has jobs, keep others from being read.
 */
@ApplicationScoped
class DeliveryReaders {
    private static final Set<String> NO_ENDS =
            Set.of("dev.atelier.generation.started", "dev.atelier.generation.image-stored");
    private static final Instant AT_ONCE = Instant.EPOCH;
    private static final long JOIN_MILLIS = 5000;

    private final List<GroupReader> readers;
    private final List<Thread> threads;

    DeliveryReaders(GroupReaders groups, Deliveries deliveries, MeterRegistry meters) {
        GroupReader ends = groups.of(
                "atelier-webhooks",
                Topic.GENERATION_EVENTS,
                record -> NO_ENDS.contains(record.type()) ? Optional.empty() : Optional.of(AT_ONCE),
                record -> deliveries.ended(record.key(), record.value()));
        GroupReader again = groups.of(
                "atelier-webhook-attempts",
                Topic.GENERATION_WEBHOOKS,
                record -> Optional.of(
                        MessageCodec.readWebhookAttempt(record.value()).notBefore()),
                record -> deliveries.again(record.value()));
        readers = List.of(ends, again);
        threads = List.of(new Thread(ends, "webhooks"), new Thread(again, "webhook-attempts"));
        threads.forEach(thread -> thread.setDaemon(true));
        meters.gauge("atelier.webhooks.pending", ends, GroupReader::pending);
        meters.gauge("atelier.webhooks.attempts.pending", again, GroupReader::pending);
    }

    void start(@Observes StartupEvent event) {
        threads.forEach(Thread::start);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        readers.forEach(GroupReader::close);
        for (Thread thread : threads) {
            thread.join(JOIN_MILLIS);
        }
    }
}
