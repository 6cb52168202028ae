package dev.atelier.trainer.retention;

import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Removes the pictures of a folder that nothing refers to, in two steps: one that nothing refers to gets a mark beside it that
 * says since when, and goes once it has had the mark for a time and still nothing refers to it. Each step may be repeated, and
 * be taken by several trainers at once; what matters lies in the store, so that a trainer that ends forgets nothing.
 */
public final class UnusedPictures {
    private static final String MARK = ".unused";

    private final ObjectStore store;
    private final String folder;
    private final UnaryOperator<Set<String>> used;
    private final Duration kept;
    private final Clock clock;

    /**
     * @param folder keys of pictures begin so
     * @param used of the keys that it is given those that something refers to at this moment
     * @param kept how long a picture stays that nothing refers to
     */
    public UnusedPictures(
            ObjectStore store, String folder, UnaryOperator<Set<String>> used, Duration kept, Clock clock) {
        this.store = store;
        this.folder = folder;
        this.used = used;
        this.kept = kept;
        this.clock = clock;
    }

    /** @return how many pictures it removed */
    public int sweep() {
        // Before it is asked what is used: a picture that comes between the two is not looked at.
        Map<Boolean, List<String>> marksAndPictures =
                store.list(folder).stream().collect(Collectors.partitioningBy(key -> key.endsWith(MARK)));
        Set<String> marks = Set.copyOf(marksAndPictures.get(true));
        Set<String> pictures = Set.copyOf(marksAndPictures.get(false));
        Set<String> inUse = pictures.isEmpty() ? Set.of() : used.apply(pictures);
        for (String mark : marks) {
            String picture = mark.substring(0, mark.length() - MARK.length());
            if (inUse.contains(picture) || !pictures.contains(picture)) {
                store.delete(mark);
            }
        }
        int removed = 0;
        for (String picture : pictures) {
            String mark = picture + MARK;
            if (inUse.contains(picture)) {
                continue;
            } else if (!marks.contains(mark)) {
                mark(mark);
            } else if (isDue(mark)) {
                // The mark last: without it the picture would begin its time anew.
                store.delete(picture);
                store.delete(mark);
                removed++;
            }
        }
        return removed;
    }

    private void mark(String key) {
        store.put(key, clock.instant().toString().getBytes(StandardCharsets.UTF_8), "text/plain", Map.of());
    }

    private boolean isDue(String mark) {
        try {
            Instant since = Instant.parse(new String(store.get(mark), StandardCharsets.UTF_8));
            return since.plus(kept).isBefore(clock.instant());
        } catch (DateTimeParseException e) {
            // Nobody knows since when: its time begins anew.
            mark(mark);
            return false;
        } catch (ObjectNotFoundException e) {
            // Another trainer has just removed it.
            return false;
        }
    }
}
