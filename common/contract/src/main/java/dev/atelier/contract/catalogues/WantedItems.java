package dev.atelier.contract.catalogues;

import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.messages.CatalogueSource.Format;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The items that a batch wants, read one by one from its source, however long that is. A function of the source's bytes,
 * the schema and the seed: the gateway that accepts and the worker that lists the shards read the same.
 *
 * <p>An item without an id has the number of its line for one. Ids may repeat: knowing them all would take memory without
 * a bound, and it is the number of an item that names its picture.
 */
public interface WantedItems {
    /**
     * The next line that is not blank; empty at the end.
     *
     * @throws IOException where the source breaks off
     */
    Optional<SourceLine> next() throws IOException;

    /**
     * Begins to read.
     *
     * @param in the source's bytes, left open
     * @param seed of an item on the first line; one without a seed of its own has this plus the lines before it, so
     *     that mending one line changes no other picture
     * @throws UnreadableSourceException where no line can be read
     */
    static WantedItems read(Format format, InputStream in, AttributeSchema schema, long seed) throws IOException {
        ItemCheck check = new ItemCheck(schema, seed);
        return switch (format) {
            case CSV -> new CsvItems(new SourceText(in), check);
            case JSONL -> new JsonlItems(new SourceText(in), check);
            case AXES -> AxesItems.read(in, schema, seed);
        };
    }
}
