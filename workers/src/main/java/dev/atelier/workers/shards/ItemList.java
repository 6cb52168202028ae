package dev.atelier.workers.shards;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.SchemaViolation;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.catalogues.CatalogueItem;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.ShardRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the items of a shard: a JSON object a line. */
final class ItemList {
    private final ShardRequest request;
    private final AttributeSchema schema;
    private final Map<Selection, Selection> checked = new HashMap<>();

    private ItemList(ShardRequest request, AttributeSchema schema) {
        this.request = request;
        this.schema = schema;
    }

    /**
     * Reads the list of a request, each item as the schema writes its attributes; equal ones are one object.
     *
     * @throws InvalidItemsException where the bytes are not those that were asked for, or the model cannot make an item
     */
    static List<CatalogueItem> read(byte[] list, ShardRequest request, AttributeSchema schema) {
        String sha256 = Sha256.of(list);
        if (!sha256.equals(request.listSha256())) {
            throw new InvalidItemsException(
                    request.list() + " has SHA-256 " + sha256 + ", asked for was " + request.listSha256());
        }
        return new ItemList(request, schema).items(list);
    }

    private List<CatalogueItem> items(byte[] list) {
        var items = new ArrayList<CatalogueItem>(request.items());
        for (String line : new String(list, StandardCharsets.UTF_8).split("\n")) {
            items.add(item(line, items.size() + 1));
        }
        if (items.size() != request.items()) {
            throw new InvalidItemsException(
                    request.list() + " has " + items.size() + " items, asked for were " + request.items());
        }
        return items;
    }

    private CatalogueItem item(String line, int number) {
        try {
            CatalogueItem item = Json.mapper().readValue(line, CatalogueItem.class);
            return new CatalogueItem(
                    item.id(), checked.computeIfAbsent(item.attributes(), schema::select), item.seed());
        } catch (JsonProcessingException e) {
            throw new InvalidItemsException(request.list() + ", line " + number + ": " + e.getOriginalMessage());
        } catch (SchemaViolation | IllegalArgumentException e) {
            throw new InvalidItemsException(request.list() + ", line " + number + ": " + e.getMessage());
        }
    }
}
