package dev.atelier.trainer.datasets;

import java.util.List;

/**
 * Something that was found in a source.
 *
 * @param what it is, such as {@code no picture}
 * @param count how often
 * @param first the first few places: lines of a table, names of files
 */
public record Finding(String what, int count, List<String> first) {

    public Finding {
        first = List.copyOf(first);
    }
}
