package dev.atelier.gateway.runs;

import dev.atelier.contract.jobs.JobIds;
import dev.atelier.contract.messages.DataSetUpdate;
import dev.atelier.contract.messages.TrainingEvent;
import dev.atelier.contract.messages.TrainingEvent.Requested;
import dev.atelier.contract.trainings.TrainingRun;
import dev.atelier.contract.trainings.TrainingRun.State;
import dev.atelier.contract.trainings.TrainingRuns;
import dev.atelier.gateway.watching.Subscription;
import dev.atelier.gateway.watching.Watchers;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * All runs of the log. One thread applies, any thread asks.
 *
 * <p>An update announces its runs before a trainer records them, so that who asked for one can look at it and end it while
 * no trainer lives. From the trainer's record on, {@link TrainingRuns} alone says how a run stands.
 */
public final class RunView {
    private final TrainingRuns recorded = new TrainingRuns();
    private final ConcurrentHashMap<String, Run> runs = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, DataSetUpdate> updates = new ConcurrentHashMap<>();
    private final Watchers<Run> runWatchers = new Watchers<>();
    private final Watchers<DataSetUpdate> updateWatchers = new Watchers<>();

    /** Applies the next update of the log; the first of an id counts. */
    public void apply(DataSetUpdate update, Instant heardAt) {
        if (updates.putIfAbsent(update.id(), update) != null) {
            return;
        }
        for (String model : update.models()) {
            String id = JobIds.ofRun(update.id(), model);
            if (!runs.containsKey(id)) {
                replace(Run.announced(id, model, update, heardAt));
            }
        }
        updateWatchers.tell(update.id(), update);
    }

    /** Applies the next event of the log. */
    public void apply(TrainingEvent event, Instant heardAt) {
        recorded.apply(event, heardAt).ifPresent(now -> {
            if (event instanceof Requested requested) {
                replace(Run.requested(now));
                if (requested.refusal().isEmpty()) {
                    supersedeBefore(now);
                }
            } else {
                replace(runs.get(now.id()).after(event, now));
            }
        });
    }

    private void supersedeBefore(TrainingRun newest) {
        for (Run run : runs.values()) {
            TrainingRun now = recorded.run(run.id()).orElse(run.now());
            boolean passedOver = isAnnounced(run.id())
                    && now.state() == State.REQUESTED
                    && now.isOfSameSubject(newest)
                    && now.requestedAt().isBefore(newest.requestedAt());
            if (passedOver) {
                // A trainer that was away takes only the newest of several updates.
                replace(run.superseded(now.supersededBy(newest)));
            } else if (now.state() == State.SUPERSEDED && run.now().state() != State.SUPERSEDED) {
                replace(run.superseded(now));
            }
        }
    }

    private void replace(Run run) {
        runs.put(run.id(), run);
        runWatchers.tell(run.id(), run);
    }

    public Optional<Run> run(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    /** Whether an update asks for it and no trainer has recorded it yet. */
    public boolean isAnnounced(String id) {
        return runs.containsKey(id) && recorded.run(id).isEmpty();
    }

    /** All runs, newest first. */
    public List<Run> all() {
        return runs.values().stream()
                .sorted(Comparator.comparing((Run run) -> run.now().requestedAt())
                        .reversed()
                        .thenComparing(Run::id))
                .toList();
    }

    public Optional<DataSetUpdate> update(String id) {
        return Optional.ofNullable(updates.get(id));
    }

    /** Hears of every change of a run, also of one that does not exist yet; on the applying thread. */
    public Subscription watch(String run, Consumer<Run> watcher) {
        return runWatchers.add(run, watcher);
    }

    /** Hears of the coming of an update; on the applying thread. */
    public Subscription watchUpdate(String update, Consumer<DataSetUpdate> watcher) {
        return updateWatchers.add(update, watcher);
    }
}
