package dev.atelier.workers.expansion;

import dev.atelier.contract.catalogues.Batch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.function.ToIntFunction;

/**
 * How many shards may be asked for and not finished: for each tenant a window, which its batches share. A window for each
 * batch would let a tenant with many of them put more shards into the log than workers hold, and whoever comes then would
 * wait behind these. Of one round over the batches, used by one thread.
 */
final class TenantWindows {
    private final int window;
    private final ToIntFunction<Batch> held;
    private final Map<String, Integer> batches = new HashMap<>();
    private final Map<String, Integer> used = new HashMap<>();

    /**
     * @param window most shards of a tenant, 1 or more
     * @param open batches that are not over
     * @param held how many shards of one are asked for and not finished
     */
    TenantWindows(int window, List<Batch> open, ToIntFunction<Batch> held) {
        this.window = window;
        this.held = held;
        for (Batch batch : open) {
            if (batch.state() == Batch.State.ACCEPTED || batch.state() == Batch.State.RUNNING) {
                batches.merge(batch.tenant(), 1, Integer::sum);
                used.merge(batch.tenant(), held.applyAsInt(batch), Integer::sum);
            }
        }
    }

    /**
     * Lets a batch have its part of the window, as far as all others of its tenant have left some.
     *
     * @param ask is told how many shards there may be at most, and tells how many there are
     */
    void use(Batch batch, IntUnaryOperator ask) {
        String tenant = batch.tenant();
        int share = Math.max(1, window / batches.getOrDefault(tenant, 1));
        int others = used.getOrDefault(tenant, 0) - held.applyAsInt(batch);
        int left = Math.max(0, window - others);
        used.put(tenant, others + ask.applyAsInt(Math.min(share, left)));
    }
}
