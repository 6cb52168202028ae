package dev.atelier.contract.catalogues;

import java.util.List;

/** What a line of a batch's source says: an item, or why it says none. */
public sealed interface SourceLine {
    /** Number of the line in its file, from 1; of axes, number of the combination and seed. */
    long line();

    /** An item that the model can make. */
    record Wanted(long line, CatalogueItem item) implements SourceLine {}

    /**
     * A line without an item that could be made.
     *
     * @param mistakes that were found, 1 or more; of very many the first, and at their end how many more there are
     */
    record Bad(long line, List<Mistake> mistakes) implements SourceLine {
        public Bad {
            mistakes = Mistake.few(mistakes);
        }
    }
}
