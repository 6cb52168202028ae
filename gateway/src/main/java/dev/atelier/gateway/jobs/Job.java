package dev.atelier.gateway.jobs;

import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.GenerationEvent.ImageStored;
import dev.atelier.contract.messages.GenerationEvent.Started;
import dev.atelier.contract.messages.GenerationRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A job as of some point of the log: its request and the events that counted, in the order of the log.
 *
 * <p>{@link #after} is the fold. An event counts once: the first start, the first report of each picture, the first
 * end, and nothing after the end. So a repeated event changes nothing, whatever came in between, and every reader of
 * the log sees the same end.
 *
 * @param number of the request in the order in which this reader saw them, for the queue
 * @param history at most 66 events, the end last
 */
public record Job(GenerationRequest request, long number, List<GenerationEvent> history) {
    public Job {
        history = List.copyOf(history);
    }

    static Job of(GenerationRequest request, long number) {
        return new Job(request, number, List.of());
    }

    /** The job once {@code event} is read; this very one where the event does not count. */
    public Job after(GenerationEvent event) {
        if (!counts(event)) {
            return this;
        }
        var longer = new ArrayList<GenerationEvent>(history.size() + 1);
        longer.addAll(history);
        longer.add(event);
        return new Job(request, number, longer);
    }

    private boolean counts(GenerationEvent event) {
        if (status().isOver()) {
            return false;
        }
        if (event instanceof Started) {
            return startedAt().isEmpty();
        }
        if (event instanceof ImageStored stored) {
            return stored.index() < request.count() && image(stored.index()).isEmpty();
        }
        return true;
    }

    public String id() {
        return request.id();
    }

    public JobStatus status() {
        return history.isEmpty() ? JobStatus.QUEUED : JobStatus.after(history.get(history.size() - 1));
    }

    /** When a worker began; absent while queued, and where the start was never reported. */
    public Optional<Instant> startedAt() {
        return history.stream()
                .filter(event -> event instanceof Started)
                .findFirst()
                .map(GenerationEvent::at);
    }

    /** The one event that ended the job. */
    public Optional<GenerationEvent> end() {
        return status().isOver() ? Optional.of(history.get(history.size() - 1)) : Optional.empty();
    }

    /** The pictures that lie in the store, by index. */
    public List<ImageStored> images() {
        return history.stream()
                .filter(ImageStored.class::isInstance)
                .map(ImageStored.class::cast)
                .sorted(Comparator.comparingInt(ImageStored::index))
                .toList();
    }

    public Optional<ImageStored> image(int index) {
        return history.stream()
                .filter(ImageStored.class::isInstance)
                .map(ImageStored.class::cast)
                .filter(stored -> stored.index() == index)
                .findFirst();
    }

    /** Pictures still to be made; 0 once the job is over. */
    public int remaining() {
        if (history.isEmpty()) {
            // Asked of every job before another one in the queue.
            return request.count();
        }
        if (status().isOver()) {
            return 0;
        }
        return request.count()
                - (int) history.stream().filter(ImageStored.class::isInstance).count();
    }
}
