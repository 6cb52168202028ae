package dev.atelier.gateway.sheets;

import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Grid;
import dev.atelier.contract.images.ContactSheet;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.messages.GenerationRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The pictures of a grid, each at the place of its values. A combination that the model cannot make is an empty place; one
 * that its training pictures never showed has a mark.
 */
final class GridSheet {
    private static final String LEGEND = "not in the training data";

    private final GenerationRequest request;
    private final Grid grid;
    private final Manifest model;
    private final List<Picture> pictures;
    private final List<Optional<String>> columns;

    /**
     * @param model that made them
     * @param pictures one for each cell, in their order
     */
    GridSheet(GenerationRequest request, Grid grid, Manifest model, List<Picture> pictures) {
        this.request = request;
        this.grid = grid;
        this.model = model;
        this.pictures = pictures;
        this.columns = grid.columns()
                .map(name -> values(name).stream().map(Optional::of).toList())
                .orElse(List.of(Optional.empty()));
    }

    byte[] toPng() {
        List<ContactSheet.Row> rows =
                values(grid.rows()).stream().map(this::row).toList();
        List<String> labels = columns.stream().flatMap(Optional::stream).toList();
        return new ContactSheet(
                        title(),
                        labels,
                        rows,
                        ContactSheet.scaleFor(model.picture().width()),
                        LEGEND)
                .toPng();
    }

    private String title() {
        String axes = grid.rows() + grid.columns().map(name -> " × " + name).orElse("");
        String shared = request.attributes().label();
        return request.model() + " " + request.version() + ": " + axes + (shared.isEmpty() ? "" : ", " + shared);
    }

    /** Those values of an attribute that some cell has, in the schema's order. */
    private List<String> values(String name) {
        Set<String> used = new HashSet<>();
        grid.cells().forEach(cell -> used.addAll(cell.values().get(name)));
        return model.schema().attributes().stream()
                .filter(attribute -> attribute.name().equals(name))
                .map(Attribute::values)
                .flatMap(List::stream)
                .filter(used::contains)
                .toList();
    }

    private ContactSheet.Row row(String label) {
        var shown = new ArrayList<Picture>();
        var marked = new HashSet<Integer>();
        for (int x = 0; x < columns.size(); x++) {
            int cell = cellOf(label, columns.get(x));
            shown.add(cell < 0 ? emptyPlace() : pictures.get(cell));
            if (cell >= 0 && isNew(grid.cells().get(cell))) {
                marked.add(x);
            }
        }
        return new ContactSheet.Row(label, shown, marked);
    }

    /** Place among the cells, or −1. */
    private int cellOf(String row, Optional<String> column) {
        Map<String, List<String>> wanted = new TreeMap<>(request.attributes().values());
        wanted.put(grid.rows(), List.of(row));
        column.ifPresent(value -> wanted.put(grid.columns().orElseThrow(), List.of(value)));
        return grid.cells().indexOf(new Selection(wanted, request.attributes().manyOf()));
    }

    private boolean isNew(Selection cell) {
        return model.shown().filter(shown -> !shown.contains(cell)).isPresent();
    }

    private Picture emptyPlace() {
        PictureFormat format = model.picture();
        byte[] white = new byte[format.width() * format.height() * format.channels()];
        Arrays.fill(white, (byte) 0xff);
        return new Picture(format.width(), format.height(), format.channels(), white);
    }
}
