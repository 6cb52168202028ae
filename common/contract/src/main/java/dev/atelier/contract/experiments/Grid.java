package dev.atelier.contract.experiments;

import dev.atelier.contract.attributes.Selection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A picture for each combination of the values of one or two attributes, all of one latent, to be looked at as a sheet.
 *
 * <p>The cells are listed rather than left to the reader: a request means the same pictures in the same order to everybody,
 * also where a model's schema leaves combinations out.
 *
 * @param rows name of the attribute that differs from row to row
 * @param columns name of the one that differs within a row, another one; absent where a row is one picture
 * @param cells what each picture shows, all of its attributes, row by row; at least one, all different. Combinations that the
 *     model cannot make are absent
 */
public record Grid(String rows, Optional<String> columns, List<Selection> cells) {
    public Grid {
        columns = columns == null ? Optional.empty() : columns;
        if (rows == null || rows.isBlank() || columns.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("a grid needs the name of the attribute of its 'rows'");
        }
        if (columns.filter(rows::equals).isPresent()) {
            throw new IllegalArgumentException("the rows and the columns of a grid are of different attributes");
        }
        if (cells == null || cells.isEmpty() || new HashSet<>(cells).size() < cells.size()) {
            throw new IllegalArgumentException("a grid has at least one cell, and no two that are the same");
        }
        cells = List.copyOf(cells);
        for (Selection cell : cells) {
            requireOne(cell, rows);
            columns.ifPresent(name -> requireOne(cell, name));
        }
    }

    private static void requireOne(Selection cell, String attribute) {
        if (cell.values().getOrDefault(attribute, List.of()).size() != 1) {
            throw new IllegalArgumentException("cell " + cell + " must have one value of '" + attribute + "'");
        }
    }
}
