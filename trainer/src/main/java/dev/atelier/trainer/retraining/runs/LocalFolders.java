package dev.atelier.trainer.retraining.runs;

import dev.atelier.trainer.datasets.Unfinished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where an attempt works on this machine. Data sets and models are kept for the next one under their digests; what is the
 * attempt's own goes with it, since whoever goes on does so from the store.
 */
record LocalFolders(WorkFolder work, String run, int attempt) {
    private static final Logger LOG = LoggerFactory.getLogger(LocalFolders.class);

    Path dataSets() {
        return work.dataSets();
    }

    Path models() {
        return work.models();
    }

    private Path own() {
        return work.attempt(run, attempt);
    }

    Path training() {
        return own().resolve("training");
    }

    Path classifier() {
        return own().resolve("classifier");
    }

    /**
     * Clears what earlier attempts left, here or on their way to other models.
     *
     * @param dataSet digest of the one that this attempt learns from
     */
    void clearOthers(String dataSet) {
        Path used = dataSets().resolve(dataSet);
        try {
            work.clear(path -> path.equals(used) || path.equals(own()));
        } catch (IOException e) {
            LOG.warn("what earlier attempts left could not be cleared: {}", e.getMessage());
        }
    }

    void clear() {
        if (!Files.exists(own())) {
            return;
        }
        try {
            Unfinished.remove(own());
        } catch (IOException e) {
            LOG.warn("{} could not be cleared: {}", own(), e.getMessage());
        }
    }
}
