package dev.atelier.gateway.catalogues;

import dev.atelier.contract.catalogues.SourceLine;
import java.util.List;

/**
 * What a source says, as a whole.
 *
 * @param items that the model can make
 * @param bad lines that say none
 * @param firstBad at most {@value #SHOWN} of them
 * @param sha256 of the source's bytes
 */
record CheckedSource(long items, long bad, List<SourceLine.Bad> firstBad, String sha256) {
    static final int SHOWN = 100;

    CheckedSource {
        firstBad = List.copyOf(firstBad);
    }
}
