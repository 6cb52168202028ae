package dev.atelier.workers.intake;

import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.contract.messages.UnreadableMessageException;
import dev.atelier.workers.jobs.Delivery;
import dev.atelier.workers.jobs.Failure;
import dev.atelier.workers.reporting.ShardReports;
import dev.atelier.workers.shards.HeldShards;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;

/** Reads requests for shards. One that can't be read is reported and acknowledged. */
public final class ShardReader implements MessageReader {
    private static final Logger LOG = Logger.getLogger(ShardReader.class);

    private final HeldShards shards;
    private final ShardReports reports;

    public ShardReader(HeldShards shards, ShardReports reports) {
        this.shards = shards;
        this.reports = reports;
    }

    @Override
    public void read(Delivery delivery, IntConsumer size) {
        size.accept(1);
        ShardRequest request;
        try {
            request = MessageCodec.readShardRequest(delivery.message().value());
        } catch (UnreadableMessageException e) {
            LOG.warnf("a message goes to the dead letters: %s", e.getMessage());
            reports.unreadable(delivery, new Failure(e.code(), e.getMessage()));
            return;
        }
        shards.take(delivery, request);
    }
}
