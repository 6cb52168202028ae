package dev.atelier.contract.attributes;

import java.util.List;

/**
 * Which combinations of one-of attributes a model can make.
 *
 * @param over names of one-of attributes
 * @param allowed rows of one value for each of {@code over}, in that order
 */
public record Combinations(List<String> over, List<List<String>> allowed) {
    public Combinations {
        if (over == null || over.isEmpty() || allowed == null || allowed.isEmpty()) {
            throw new IllegalArgumentException("combinations need attributes ('over') and at least one allowed row");
        }
        over = List.copyOf(over);
        allowed = allowed.stream().map(List::copyOf).toList();
        for (List<String> row : allowed) {
            if (row.size() != over.size()) {
                throw new IllegalArgumentException("combination " + row + " must have one value for each of " + over);
            }
        }
    }

    boolean allows(Selection selection) {
        return allowed.contains(
                over.stream().map(name -> selection.values().get(name).get(0)).toList());
    }
}
