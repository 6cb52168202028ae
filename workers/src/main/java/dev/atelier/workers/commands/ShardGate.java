package dev.atelier.workers.commands;

import dev.atelier.workers.jobs.Shard;
import java.util.function.Predicate;

/**
 * The last question before a shard's picture costs a forward pass. A shard of a batch that is over is dropped at once; one
 * of a paused batch unless it has begun, and whoever resumes the batch asks for it again. Nothing is reported, since
 * the batch's own events say it all.
 */
public final class ShardGate implements Predicate<Shard> {
    private final CatalogueOrders orders;

    public ShardGate(CatalogueOrders orders) {
        this.orders = orders;
    }

    @Override
    public boolean test(Shard shard) {
        if (dropped(shard)) {
            return false;
        }
        shard.begin();
        return true;
    }

    /** Drops the shard where it is not wanted any more; whether it is over now. */
    public boolean dropped(Shard shard) {
        boolean wanted = shard.isBegun() ? !orders.isOver(shard.request().batch()) : orders.wants(shard.request());
        if (!wanted && shard.end()) {
            shard.delivery().acknowledge();
        }
        return shard.isOver();
    }
}
