package dev.atelier.workers.encoding;

import dev.atelier.contract.images.Picture;
import dev.atelier.workers.jobs.PictureTask;
import dev.atelier.workers.jobs.Work;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the generator made at one time.
 *
 * @param pictures one for each of {@code tasks}, in their order
 * @param runtime fingerprint of what generated them
 */
public record GeneratedBatch(List<PictureTask> tasks, List<Picture> pictures, String runtime) {
    /** The pictures of one kind of work. */
    <W extends Work> List<Generated<W>> of(Class<W> kind) {
        return IntStream.range(0, tasks.size())
                .filter(i -> kind.isInstance(tasks.get(i).work()))
                .mapToObj(i -> new Generated<>(
                        kind.cast(tasks.get(i).work()), tasks.get(i).index(), pictures.get(i)))
                .toList();
    }
}
