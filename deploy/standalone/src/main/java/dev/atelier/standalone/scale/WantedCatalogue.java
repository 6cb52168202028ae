package dev.atelier.standalone.scale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The items that are asked for: every combination of attributes in turn, each with a seed of its own.
 *
 * @param model that is to make them
 * @param choices of attributes
 * @param items how many, 1 or more
 */
record WantedCatalogue(Manifest model, List<Selection> choices, int items) {
    private static final String PREFIX = "item-";

    static WantedCatalogue of(Manifest model, int items) {
        return new WantedCatalogue(model, model.schema().oneOfCombinations(), items);
    }

    /** Writes JSON lines. */
    void write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int item = 0; item < items; item++) {
                ObjectNode line = Json.mapper().valueToTree(attributes(item).toJson());
                line.put("id", PREFIX + item).put("seed", seed(item));
                out.write(Json.bytes(line));
                out.write('\n');
            }
        }
    }

    Selection attributes(int item) {
        return choices.get(item % choices.size());
    }

    long seed(int item) {
        return item;
    }

    /** Which item an id names, from 0; -1 where none. */
    int number(String id) {
        if (!id.matches(PREFIX + "[0-9]{1,9}")) {
            return -1;
        }
        int item = Integer.parseInt(id.substring(PREFIX.length()));
        return item < items ? item : -1;
    }
}
