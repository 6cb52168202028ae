package dev.atelier.contract.attributes;

import java.util.List;
import java.util.Map;

/**
 * Which combinations of one-of attributes occurred in the pictures that a model learned from. It can make others too, but
 * nobody has shown it how they look.
 *
 * @param over names of one-of attributes
 * @param rows of one value for each of {@code over}, in that order; every combination that occurred
 */
public record ShownCombinations(List<String> over, List<List<String>> rows) {
    public ShownCombinations {
        if (over == null || over.isEmpty() || rows == null) {
            throw new IllegalArgumentException("shown combinations need attributes ('over') and 'rows'");
        }
        over = List.copyOf(over);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != over.size()) {
                throw new IllegalArgumentException(
                        "shown combination " + row + " must have one value for each of " + over);
            }
        }
    }

    /** Whether pictures showed the combination of a choice that has all of these attributes. */
    public boolean contains(Selection selection) {
        Map<String, List<String>> values = selection.values();
        return rows.contains(over.stream()
                .flatMap(name -> values.getOrDefault(name, List.of()).stream())
                .toList());
    }
}
