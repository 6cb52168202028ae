package dev.atelier.workers.batching;

import dev.atelier.workers.jobs.PictureTask;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Pictures that wait, and the rule by which they become a batch. A batch has pictures of one model only. It is due when
 * it is full, when its oldest picture has waited long enough, or at once where the generator has nothing to do. Among
 * the models the one whose picture has waited longest comes first.
 *
 * <p>No thread, no clock: {@link Batcher} has these. Times are nanoseconds on any one clock.
 */
final class BatchQueue {
    private final int largest;
    private final long longestWait;
    private final Map<String, Deque<Waiting>> byModel = new LinkedHashMap<>();
    private int size;

    private record Waiting(PictureTask task, long since) {}

    BatchQueue(int largest, long longestWait) {
        this.largest = largest;
        this.longestWait = longestWait;
    }

    void add(PictureTask task, long now) {
        byModel.computeIfAbsent(task.digest(), digest -> new ArrayDeque<>()).add(new Waiting(task, now));
        size++;
    }

    int size() {
        return size;
    }

    /**
     * How long until a batch is due: 0 for now.
     *
     * @return empty where nothing waits
     */
    Optional<Long> due(long now, boolean idle) {
        return oldest().map(digest -> {
            long waited = now - byModel.get(digest).peek().since();
            return idle || full().isPresent() ? 0 : Math.max(0, longestWait - waited);
        });
    }

    /** Takes the next batch, which must be due. */
    List<PictureTask> take(long now, boolean idle) {
        String digest = oldest().orElseThrow();
        long waited = now - byModel.get(digest).peek().since();
        boolean oldestIsDue = idle || waited >= longestWait;
        return takeOf(oldestIsDue ? digest : full().orElse(digest), largest);
    }

    /** Takes up to {@code most} pictures of one model, the oldest first; none where none wait. */
    List<PictureTask> takeOf(String digest, int most) {
        Deque<Waiting> waiting = byModel.getOrDefault(digest, new ArrayDeque<>());
        var taken = new ArrayList<PictureTask>(Math.min(most, waiting.size()));
        while (taken.size() < most && !waiting.isEmpty()) {
            taken.add(waiting.remove().task());
        }
        size -= taken.size();
        if (waiting.isEmpty()) {
            byModel.remove(digest);
        }
        return taken;
    }

    /** Forgets the pictures for which the condition holds. */
    void removeIf(Predicate<PictureTask> condition) {
        byModel.values().forEach(waiting -> waiting.removeIf(w -> condition.test(w.task())));
        byModel.values().removeIf(Deque::isEmpty);
        size = byModel.values().stream().mapToInt(Deque::size).sum();
    }

    private Optional<String> oldest() {
        return byModel.entrySet().stream()
                .min(Comparator.comparingLong(entry -> entry.getValue().peek().since()))
                .map(Map.Entry::getKey);
    }

    private Optional<String> full() {
        return byModel.entrySet().stream()
                .filter(entry -> entry.getValue().size() >= largest)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
