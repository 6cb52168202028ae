package dev.atelier.trainer.retraining.runs;

import dev.atelier.trainer.datasets.Unfinished;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local folder of a trainer, which others on this machine may share. Each holds a lock in it for as long as its process
 * lives, shared with the others; who can have that lock alone knows that all else in the folder was left by processes that
 * are no more, however they ended, and clears it. A second lock, held for the moment of a change, makes these take turns.
 */
public final class WorkFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkFolder.class);
    private static final String LOCKS = "locks";
    /** Bytes of that file. */
    private static final long TURN = 0;

    private static final long LIFE = 1;

    private final Path folder;
    private final FileChannel locks;
    private FileLock life;

    private WorkFolder(Path folder, FileChannel locks, FileLock life) {
        this.folder = folder;
        this.locks = locks;
        this.life = life;
    }

    /**
     * Makes it where absent, and clears what attempts left there. Data sets stay: a run that goes on needs them.
     *
     * @throws IOException where it cannot be made or written to
     */
    public static WorkFolder open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel locks = FileChannel.open(
                folder.resolve(LOCKS), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        WorkFolder opened;
        try (FileLock turn = locks.lock(TURN, 1, false)) {
            opened = new WorkFolder(folder, locks, locks.lock(LIFE, 1, true));
        }
        opened.clear(opened.dataSets()::equals);
        return opened;
    }

    Path dataSets() {
        return folder.resolve("datasets");
    }

    Path models() {
        return folder.resolve("models");
    }

    /** Of an attempt alone. */
    Path attempt(String run, int attempt) {
        return folder.resolve("runs").resolve(run + "-" + attempt);
    }

    /**
     * Removes what is in the folders of data sets, models and attempts, where no other trainer uses them.
     *
     * @param needed of these folders, and of what lies in them, that which stays with all that is in it
     */
    synchronized void clear(Predicate<Path> needed) throws IOException {
        try (FileLock turn = locks.lock(TURN, 1, false)) {
            life.release();
            try (FileLock alone = locks.tryLock(LIFE, 1, false)) {
                if (alone != null) {
                    for (Path each : List.of(dataSets(), models(), folder.resolve("runs"))) {
                        clear(each, needed);
                    }
                }
            } finally {
                life = locks.lock(LIFE, 1, true);
            }
        }
    }

    private static void clear(Path folder, Predicate<Path> needed) throws IOException {
        if (needed.test(folder) || !Files.isDirectory(folder)) {
            return;
        }
        List<Path> left;
        try (Stream<Path> all = Files.list(folder)) {
            left = all.filter(needed.negate()).toList();
        }
        for (Path path : left) {
            LOG.info("{} is cleared", path);
            Unfinished.remove(path);
        }
    }

    /** Lets others clear it. */
    @Override
    public void close() throws IOException {
        locks.close();
    }
}
