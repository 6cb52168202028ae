package dev.atelier.trainer.datasets.preparation;

import dev.atelier.contract.attributes.Selection;
import dev.atelier.trainer.datasets.Classes;
import dev.atelier.trainer.datasets.Split;

/**
 * A picture of a source that may become an example.
 *
 * @param id in the source, unique
 * @param place where it stands in the source, for reports, such as {@code line 17}
 * @param entry the picture's file
 * @param attributes all that are known
 * @param group its class
 * @param split that it goes into
 */
public record Candidate(
        String id, String place, String entry, Selection attributes, Classes.Named group, Split split) {}
