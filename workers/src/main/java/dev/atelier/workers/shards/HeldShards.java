package dev.atelier.workers.shards;

import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.workers.commands.CatalogueOrders;
import dev.atelier.workers.commands.ShardGate;
import dev.atelier.workers.jobs.Delivery;
import dev.atelier.workers.jobs.Shard;
import dev.atelier.workers.metrics.WorkerMetrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The shards that the broker has handed to this worker. Few are open at one time, which bounds memory and what a crash
 * costs; of those that wait, the next to be opened is one of the tenant with the fewest open ones. A second delivery of a
 * shard joins the first: the shard is made once, and both are acknowledged with it. Any thread may call.
 */
public final class HeldShards {
    private final int mostOpen;
    private final ShardOpener opener;
    private final CatalogueOrders orders;
    private final ShardGate gate;
    private final WorkerMetrics metrics;
    private final Consumer<Shard> next;
    private final Map<String, Held> held = new LinkedHashMap<>();

    /**
     * @param mostOpen at one time, 1 or more
     * @param next gets a shard that is open
     */
    public HeldShards(
            int mostOpen,
            ShardOpener opener,
            CatalogueOrders orders,
            ShardGate gate,
            WorkerMetrics metrics,
            Consumer<Shard> next) {
        if (mostOpen < 1) {
            throw new IllegalArgumentException("atelier.worker.shards-open must be at least 1, not " + mostOpen);
        }
        this.mostOpen = mostOpen;
        this.opener = opener;
        this.orders = orders;
        this.gate = gate;
        this.metrics = metrics;
        this.next = next;
    }

    /** Takes a request, or acknowledges it at once where its batch does not want it any more. */
    public void take(Delivery delivery, ShardRequest request) {
        if (!orders.wants(request)) {
            metrics.countGivenBack();
            delivery.acknowledge();
            return;
        }
        synchronized (held) {
            held.computeIfAbsent(request.key(), key -> new Held(request)).add(delivery, request);
        }
        openNext();
    }

    private void openNext() {
        for (Optional<Held> chosen = choose(); chosen.isPresent(); chosen = choose()) {
            opener.open(chosen.get().request, chosen.get(), chosen.get()::opened);
        }
    }

    private Optional<Held> choose() {
        synchronized (held) {
            Map<String, Long> open = held.values().stream()
                    .filter(shard -> shard.isOpen)
                    .collect(Collectors.groupingBy(shard -> shard.request.tenant(), Collectors.counting()));
            if (open.values().stream().mapToLong(Long::longValue).sum() >= mostOpen) {
                return Optional.empty();
            }
            // Of equals the first in the order of their coming.
            Optional<Held> chosen = held.values().stream()
                    .filter(shard -> !shard.isOpen)
                    .min(Comparator.comparingLong(shard -> open.getOrDefault(shard.request.tenant(), 0L)));
            chosen.ifPresent(shard -> shard.isOpen = true);
            return chosen;
        }
    }

    /** Gives back what is not wanted any more; to be called when orders have changed. */
    public void review() {
        var givenBack = new ArrayList<Held>();
        var open = new ArrayList<Shard>();
        synchronized (held) {
            for (Held shard : held.values()) {
                shard.shard.ifPresent(open::add);
                if (!shard.isOpen && !orders.wants(shard.request)) {
                    givenBack.add(shard);
                }
            }
            // At once, lest one that is being given back is opened for one that is over in this moment.
            held.values().removeAll(givenBack);
        }
        givenBack.forEach(shard -> {
            metrics.countGivenBack();
            shard.acknowledge();
        });
        open.forEach(gate::dropped);
    }

    /** Shards that are open. */
    public int open() {
        synchronized (held) {
            return (int) held.values().stream().filter(shard -> shard.isOpen).count();
        }
    }

    /** Shards that wait to be opened. */
    public int waiting() {
        synchronized (held) {
            return held.size() - open();
        }
    }

    /** A shard with all its deliveries; fields are guarded by the map. */
    private final class Held implements Delivery {
        private final List<Delivery> deliveries = new ArrayList<>();
        private ShardRequest request;
        private boolean isOpen;
        private Optional<Shard> shard = Optional.empty();

        Held(ShardRequest request) {
            this.request = request;
        }

        void add(Delivery delivery, ShardRequest again) {
            deliveries.add(delivery);
            if (!isOpen && again.resumes() > request.resumes()) {
                request = again;
            }
        }

        void opened(Shard opened) {
            synchronized (held) {
                shard = Optional.of(opened);
            }
            if (!gate.dropped(opened)) {
                next.accept(opened);
            }
        }

        @Override
        public Message message() {
            synchronized (held) {
                return deliveries.get(0).message();
            }
        }

        @Override
        public void acknowledge() {
            synchronized (held) {
                held.remove(request.key(), this);
            }
            deliveries.forEach(Delivery::acknowledge);
            openNext();
        }
    }
}
