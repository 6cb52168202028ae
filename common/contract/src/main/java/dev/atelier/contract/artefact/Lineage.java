package dev.atelier.contract.artefact;

import java.util.Optional;

/**
 * Where a version comes from: data set → run → version.
 *
 * @param run that trained it
 * @param attempt of the run
 * @param dataSet name
 * @param dataSetVersion of it
 * @param parent digest of the version whose weights the training began with; absent where it began from scratch
 * @param code build of the program that trained it, as {@code 0.1.0+1a2b3c4d5e}
 */
public record Lineage(
        String run, int attempt, String dataSet, String dataSetVersion, Optional<String> parent, String code) {
    public Lineage {
        parent = parent == null ? Optional.empty() : parent;
        if (run == null || dataSet == null || dataSetVersion == null || code == null) {
            throw new IllegalArgumentException("a lineage names run, dataSet, dataSetVersion and code");
        }
    }
}
