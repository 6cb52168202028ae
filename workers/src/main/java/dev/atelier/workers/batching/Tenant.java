package dev.atelier.workers.batching;

import dev.atelier.workers.jobs.PictureTask;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** One tenant's work in a lane, by model version, each in the order in which it came. */
final class Tenant {
    private final Map<String, Deque<Waiting>> byModel = new LinkedHashMap<>();

    /** Pictures that it may still take in its present turn. */
    private int deficit;

    void add(Waiting waiting) {
        byModel.computeIfAbsent(waiting.work().model().digest(), digest -> new ArrayDeque<>())
                .add(waiting);
    }

    boolean isEmpty() {
        return byModel.isEmpty();
    }

    /** What waits longest, of whatever model. */
    Optional<Waiting> oldest() {
        return byModel.values().stream().map(Deque::element).min(Comparator.comparingLong(Waiting::since));
    }

    Optional<Waiting> oldestOf(String digest) {
        return Optional.ofNullable(byModel.get(digest)).map(Deque::element);
    }

    int pictures() {
        return byModel.keySet().stream().mapToInt(this::picturesOf).sum();
    }

    int picturesOf(String digest) {
        return byModel.getOrDefault(digest, new ArrayDeque<>()).stream()
                .mapToInt(Waiting::left)
                .sum();
    }

    Iterable<String> models() {
        return byModel.keySet();
    }

    /** Begins a turn, or goes on with one that a full batch cut short. */
    void beginTurn(int quantum) {
        if (deficit == 0) {
            deficit = quantum;
        }
    }

    /** Whether the turn is over: used up, or nothing of the model left. */
    boolean endTurn(String digest) {
        if (deficit == 0 || !byModel.containsKey(digest)) {
            deficit = 0;
            return true;
        }
        return false;
    }

    /** Takes pictures of a model until the turn or the room ends. */
    void take(String digest, int room, List<PictureTask> into) {
        Deque<Waiting> queue = byModel.getOrDefault(digest, new ArrayDeque<>());
        for (int taken = 0; taken < room && deficit > 0 && !queue.isEmpty(); ) {
            Waiting first = queue.element();
            if (first.work().isOver()) {
                queue.remove();
                continue;
            }
            into.add(first.next());
            taken++;
            deficit--;
            if (first.left() == 0) {
                queue.remove();
            }
        }
        if (queue.isEmpty()) {
            byModel.remove(digest);
        }
    }

    void removeIf(Predicate<Waiting> condition) {
        byModel.values().forEach(queue -> queue.removeIf(condition));
        byModel.values().removeIf(Deque::isEmpty);
    }
}
