package dev.atelier.workers.expansion;

import dev.atelier.contract.catalogues.Batch;
import dev.atelier.contract.catalogues.Batches;
import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Completed;
import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreFullException;
import dev.atelier.contract.objects.StoreRefusedException;
import dev.atelier.workers.commands.LogFollower;
import dev.atelier.workers.jobs.Failure;
import dev.atelier.workers.outages.StorePatience;
import dev.atelier.workers.reporting.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Expands the batches that this worker owns, on one thread that goes round them: a shard is listed here, the next one there,
 * so that a small batch does not wait for a large one, nor a tenant for another with many. Manifests, which take as long as
 * there are shards to read, have another thread, and so has the removal of what old batches left.
 */
public final class Expander {
    private static final Logger LOG = Logger.getLogger(Expander.class);
    /** Sources that are open at one time, each a connection to the store. */
    private static final int LISTED_AT_ONCE = 4;

    private static final Duration KNOWN_FOR = Duration.ofDays(31);
    private static final int MOST_KNOWN = 100_000;
    private static final long LONGEST_WAIT_SECONDS = 60;

    private final ObjectStore store;
    private final StorePatience patience;
    private final int window;
    private final BatchReports reports;
    private final Schemas schemas;
    private final BatchManifest manifest;
    private final Leftovers leftovers;
    private final Batches batches = new Batches(KNOWN_FOR, MOST_KNOWN);
    private final OwnedBatches owned;
    private final Ownership ownership;
    private final LogFollower events;
    private final Map<String, Expansion> expansions = new HashMap<>();
    /** Batches whose end this worker has written or is about to write. */
    private final Set<String> ending = ConcurrentHashMap.newKeySet();
    /** Batches whose halt it has written and not read yet, and how often they had been resumed then. */
    private final Map<String, Integer> halting = new ConcurrentHashMap<>();
    /** Batches of which it has written that shards are lost, and how many changes of them were known then. */
    private final Map<String, Integer> lacking = new ConcurrentHashMap<>();

    private final Semaphore changes = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "expand");
    private final ExecutorService manifests = Executors.newSingleThreadExecutor(task -> new Thread(task, "manifests"));
    private final ExecutorService removals = Executors.newSingleThreadExecutor(task -> new Thread(task, "leftovers"));
    private volatile boolean closing;

    /**
     * @param kafka settings of the broker's clients
     * @param instance name that stays the same over restarts, if this worker has one
     * @param window most shards of a tenant's batches that are asked for and not finished, 1 or more
     * @param sourcesKept how long after a batch's end its source and item lists stay in the store, 0 to 29 days
     */
    public Expander(
            Map<String, Object> kafka,
            Optional<String> instance,
            int window,
            Duration sourcesKept,
            ObjectStore store,
            StorePatience patience,
            EventLog log,
            MessageCodec codec) {
        if (window < 1) {
            throw new IllegalArgumentException("atelier.worker.shards-asked must be at least 1, not " + window);
        }
        this.store = store;
        this.patience = patience;
        this.window = window;
        this.reports = new BatchReports(log, codec);
        this.schemas = new Schemas(store, patience);
        this.manifest = new BatchManifest(store, patience);
        this.leftovers = new Leftovers(store, patience, sourcesKept);
        this.owned = new OwnedBatches(batches, reports, changes::release);
        this.ownership = new Ownership(kafka, instance, owned);
        this.events = new LogFollower(Topic.GENERATION_CATALOGUE_EVENTS, Instant.EPOCH, kafka, owned::apply);
    }

    /** Begins once all is read that is known of batches: an owner that does not know the ends would begin them anew. */
    public void start() {
        thread.start();
        events.start().thenRun(ownership::start);
    }

    private void run() {
        try {
            while (!closing) {
                changes.drainPermits();
                if (!round()) {
                    removeLeftovers();
                    batches.forget(Instant.now());
                    changes.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
                }
            }
        } catch (InterruptedException | CancellationException e) {
            LOG.debug("expanding ends; the next owner goes on");
        } finally {
            expansions.values().forEach(Expansion::close);
        }
    }

    private void removeLeftovers() {
        for (Batch batch : leftovers.due(owned.all(), Instant.now())) {
            removals.execute(() -> {
                try {
                    leftovers.remove(batch);
                } catch (CancellationException e) {
                    LOG.debugf("the leftovers of batch %s are left to the next owner", batch.id());
                } catch (RuntimeException e) {
                    LOG.errorf(e, "the leftovers of batch %s stay", batch.id());
                }
            });
        }
    }

    /** @return whether there is more to do at once */
    private boolean round() {
        List<Batch> open = owned.open();
        forgetAllBut(open);
        var windows = new TenantWindows(window, open, this::held);
        boolean more = false;
        int listing = 0;
        for (Batch batch : open) {
            if (ending.contains(batch.id()) || closing) {
                continue;
            }
            try {
                Expansion expansion = expansions.computeIfAbsent(batch.id(), id -> expansion(batch));
                boolean mayList = !batch.paused() && !expansion.isListed() && listing < LISTED_AT_ONCE;
                listing += mayList ? 1 : 0;
                more |= step(batch, expansion, mayList, windows);
            } catch (BatchFailure e) {
                fail(batch.id(), e.code(), e.getMessage());
            } catch (StoreFullException e) {
                halt(batch, e.getMessage());
            } catch (StoreRefusedException e) {
                fail(batch.id(), Failure.STORE_REFUSED, e.getMessage());
            } catch (CancellationException e) {
                throw e;
            } catch (RuntimeException e) {
                spoiled(batch.id(), e);
            }
        }
        return more;
    }

    private boolean step(Batch batch, Expansion expansion, boolean mayList, TenantWindows windows) {
        if (batch.paused()) {
            halting.remove(batch.id());
            expansion.close();
            return false;
        }
        if (isHalting(batch)) {
            return false;
        }
        Optional<ShardFailed> full = batch.shards().failures().stream()
                .filter(failed -> failed.code().equals(Failure.STORE_FULL))
                .findFirst();
        if (full.isPresent()) {
            halt(batch, full.get().reason());
            return false;
        }
        if (batch.allStored()) {
            if (lacking.getOrDefault(batch.id(), -1) < batch.changes()) {
                complete(batch);
            }
            return false;
        }
        if (mayList) {
            expansion.list();
        }
        windows.use(batch, most -> expansion.ask(batch, most));
        return mayList;
    }

    private int held(Batch batch) {
        Expansion expansion = expansions.get(batch.id());
        return expansion == null ? 0 : expansion.held(batch);
    }

    private Expansion expansion(Batch batch) {
        CatalogueRequest request = batch.request().orElseThrow();
        var listing = new Listing(request, batch.shards().listed(), store, patience, () -> schemas.of(request));
        return new Expansion(request, listing, store, patience, reports);
    }

    private void forgetAllBut(List<Batch> open) {
        Set<String> ids = new HashSet<>();
        open.forEach(batch -> ids.add(batch.id()));
        expansions.entrySet().removeIf(entry -> {
            boolean gone = !ids.contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
        ending.retainAll(ids);
        halting.keySet().retainAll(ids);
        lacking.keySet().retainAll(ids);
    }

    private void complete(Batch batch) {
        ending.add(batch.id());
        manifests.execute(() -> {
            try {
                tell(batch, manifest.write(batch));
            } catch (StoreFullException e) {
                halt(batch, e.getMessage());
                ending.remove(batch.id());
            } catch (StoreRefusedException e) {
                fail(batch.id(), Failure.STORE_REFUSED, e.getMessage());
            } catch (CancellationException e) {
                LOG.debugf("the manifest of batch %s is left to the next owner", batch.id());
            } catch (RuntimeException e) {
                spoiled(batch.id(), e);
            }
        });
    }

    /** Of a batch that lacks shards there is more to do, but not before the log says which. */
    private void tell(Batch batch, List<CatalogueEvent> outcome) {
        if (outcome.stream().noneMatch(Completed.class::isInstance)) {
            LOG.warnf("%d shards of batch %s are lost", outcome.size(), batch.id());
            lacking.put(batch.id(), batch.changes());
            ending.remove(batch.id());
        }
        outcome.forEach(reports::said);
    }

    /**
     * With a full store every further shard would be made for nothing, so the batch waits until somebody has made room and
     * says so.
     */
    private void halt(Batch batch, String reason) {
        if (closing) {
            return;
        }
        LOG.warnf("batch %s waits: %s", batch.id(), reason);
        halting.put(batch.id(), batch.resumes());
        reports.halted(batch.id(), Failure.STORE_FULL, reason);
    }

    /** A halt that was ended before anybody saw it here is over too. */
    private boolean isHalting(Batch batch) {
        return halting.computeIfPresent(batch.id(), (id, resumes) -> batch.resumes() > resumes ? null : resumes)
                != null;
    }

    /** By a defect; what it spoils must be this batch alone, and not in silence. */
    private void spoiled(String batch, RuntimeException defect) {
        if (!closing) {
            LOG.errorf(defect, "batch %s cannot be expanded", batch);
        }
        fail(batch, "internal-error", defect.toString());
    }

    /** What goes wrong while this worker ends may be the interruption of a call; the next owner sees what it really is. */
    private void fail(String batch, String code, String reason) {
        if (closing) {
            return;
        }
        LOG.warnf("batch %s cannot be made: %s", batch, reason);
        ending.add(batch);
        reports.failed(batch, code, reason);
    }

    /**
     * Stops at the next shard; whoever owns the batches next goes on there.
     *
     * @return whether what was said of batches is in the log
     */
    public boolean drain(Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        closing = true;
        thread.interrupt();
        manifests.shutdownNow();
        removals.shutdownNow();
        ownership.close(left(deadline));
        events.close();
        thread.join(left(deadline).toMillis());
        return reports.drain(left(deadline));
    }

    /** At least a moment: to join for no time is to wait for ever. */
    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }
}
