package dev.atelier.gateway.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Makes readers that share a topic's records with the other gateways. */
@ApplicationScoped
public class GroupReaders {
    private static final int MOST_UNDER_WAY = 1000;

    private final Kafka kafka;
    private final Following following;
    private final Clock clock;

    GroupReaders(Kafka kafka, Following following, Clock clock) {
        this.kafka = kafka;
        this.following = following;
        this.clock = clock;
    }

    /**
     * One that begins once this gateway's views have caught up with the log.
     *
     * @param due when a record is to be handled; empty where not at all
     * @param handle completes once the record is done; is asked again a second after it failed
     */
    public GroupReader of(
            String group,
            String topic,
            Function<GroupReader.Record, Optional<Instant>> due,
            Function<GroupReader.Record, CompletionStage<Void>> handle) {
        return new GroupReader(
                topic,
                () -> kafka.groupConsumer(group),
                () -> new SingleRecords(kafka.pickingConsumer()),
                due,
                handle,
                following::caughtUp,
                MOST_UNDER_WAY,
                clock);
    }
}
