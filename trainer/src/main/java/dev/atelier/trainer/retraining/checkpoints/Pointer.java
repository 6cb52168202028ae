package dev.atelier.trainer.retraining.checkpoints;

import dev.atelier.contract.artefact.Part;
import java.util.Map;

/**
 * A checkpoint in the store: written after everything that it names, so one that is there is whole.
 *
 * @param files path within the training's folder to digest and size
 */
record Pointer(int schemaVersion, Map<String, Part> files) {
    static final int VERSION = 1;
}
