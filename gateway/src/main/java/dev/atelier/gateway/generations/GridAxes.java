package dev.atelier.gateway.generations;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The attributes whose combinations an order asks for.
 *
 * @param rows name of the attribute that differs from row to row
 * @param columns name of the one that differs within a row, where there is one
 */
public record GridAxes(String rows, Optional<String> columns) {
    List<String> names() {
        return Stream.concat(Stream.of(rows), columns.stream()).toList();
    }
}
