package dev.atelier.gateway.generations;

import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.requests.BodyFields;
import java.util.List;
import java.util.Optional;

/** Reads which attributes' combinations a request asks for. */
final class GridReader {
    private static final List<String> FIELDS = List.of("rows", "columns");
    private static final String EXAMPLE = "{\"rows\": \"type\", \"columns\": \"colour\"}";

    private GridReader() {}

    static Optional<GridAxes> read(BodyFields order) {
        Optional<GridAxes> axes = order.object("grid", EXAMPLE).flatMap(GridReader::axes);
        if (order.has("grid")) {
            refuse(order, "count", "A grid has one picture for each combination, so it takes no 'count'.");
            refuse(order, "interpolate", "The pictures of a grid lead nowhere, so it takes no 'interpolate'.");
        }
        return axes;
    }

    private static void refuse(BodyFields order, String field, String why) {
        if (order.has(field)) {
            String given = order.object().path(field).toString();
            order.errors().add(new FieldError(FieldError.pointer(order.pointer(), field), given, why, List.of()));
        }
    }

    private static Optional<GridAxes> axes(BodyFields grid) {
        grid.requireKnown(FIELDS);
        Optional<String> rows = grid.name("rows");
        Optional<String> columns = grid.name("columns");
        grid.missing("rows", "the attribute that differs from row to row");
        if (rows.isPresent() && rows.equals(columns)) {
            grid.error("columns", grid.object().path("columns"), "'columns' must be another attribute than 'rows'");
        }
        return rows.map(name -> new GridAxes(name, columns));
    }
}
