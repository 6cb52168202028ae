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
record LocalFolders(Path work, String run, int attempt) {
    private static final Logger LOG = LoggerFactory.getLogger(LocalFolders.class);

    Path dataSets() {
        return work.resolve("datasets");
    }

    Path models() {
        return work.resolve("models");
    }

    private Path own() {
        return work.resolve("runs").resolve(run + "-" + attempt);
    }

    Path training() {
        return own().resolve("training");
    }

    Path classifier() {
        return own().resolve("classifier");
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
