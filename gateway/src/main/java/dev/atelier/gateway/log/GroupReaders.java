package dev.atelier.gateway.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes readers that share a topic's records with the other gateways. */
@ApplicationScoped
public class GroupReaders {
    private static final int MOST_UNDER_WAY = 1000;

    private final Kafka kafka;
    private final Following following;

    GroupReaders(Kafka kafka, Following following) {
        this.kafka = kafka;
        this.following = following;
    }

    /**
     * One that begins once this gateway's views have caught up with the log.
     *
     * @param wanted what is handled at all, by a glance at the record
     * @param handle completes once the record is done; is asked again a second after it failed
     */
    public GroupReader of(
            String group,
            String topic,
            Predicate<GroupReader.Record> wanted,
            Function<GroupReader.Record, CompletionStage<Void>> handle) {
        return new GroupReader(group, topic, kafka::groupConsumer, wanted, handle, following::caughtUp, MOST_UNDER_WAY);
    }
}
