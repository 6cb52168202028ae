package dev.atelier.trainer.datasets.preparation;

import dev.atelier.trainer.datasets.DataSetException;
import dev.atelier.trainer.datasets.Unfinished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A folder that appears whole or not at all: it is filled under another name beside its place and moved at the end. */
public final class NewFolder implements AutoCloseable {

    private final Path target;
    private final Path work;
    private boolean finished;

    private NewFolder(Path target, Path work) {
        this.target = target;
        this.work = work;
    }

    /** @throws DataSetException where the folder exists already */
    public static NewFolder beside(Path target) throws IOException {
        Path place = target.toAbsolutePath().normalize();
        if (Files.exists(place)) {
            throw new DataSetException(target + " exists already; name another folder, or move it away");
        }
        Files.createDirectories(place.getParent());
        Unfinished.clear(place.getParent());
        return new NewFolder(place, Files.createDirectory(Unfinished.beside(place)));
    }

    /** Where to write. */
    public Path path() {
        return work;
    }

    /** Everything is written. */
    public void finish() throws IOException {
        Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
        finished = true;
    }

    /** Where it was not finished, nothing is left of it. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            Unfinished.remove(work);
        }
    }
}
