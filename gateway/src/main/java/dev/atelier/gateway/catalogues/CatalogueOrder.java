package dev.atelier.gateway.catalogues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.CatalogueSource.Format;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.requests.BodyFields;
import dev.atelier.gateway.requests.JsonBody;
import dev.atelier.gateway.requests.Tenant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A catalogue that is asked for by a JSON body: axes to multiply, or an object in the store. */
sealed interface CatalogueOrder {
    CatalogueWish wish();

    /** @param axes the source, a JSON object with {@code axes}, {@code attributes} and {@code seeds} */
    record OfAxes(CatalogueWish wish, byte[] axes) implements CatalogueOrder {}

    /** @param key of the object */
    record OfObject(CatalogueWish wish, String key, Format format) implements CatalogueOrder {}

    String EXAMPLE = "{\"model\": …, \"axes\": {\"category\": \"*\"}, \"seeds\": 5}";

    /** @throws dev.atelier.gateway.problems.ProblemException {@code broken-json} or {@code invalid-request} */
    static CatalogueOrder read(byte[] json, Tenant tenant) {
        var known = new ArrayList<>(WishFields.NAMES);
        known.addAll(List.of("axes", "attributes", "seeds", "object"));
        JsonBody body = JsonBody.read(json, known, EXAMPLE);
        BodyFields fields = body.fields();
        CatalogueWish wish = WishFields.read(fields);
        Optional<BodyFields> object = fields.object("object", "{\"key\": \"uploads/…\", \"format\": \"csv\"}");
        if (fields.has("axes") == fields.has("object")) {
            fields.errors()
                    .add(new FieldError(
                            "",
                            "",
                            "The body needs either 'axes' to multiply or an 'object' in the store; a file is sent as it"
                                    + " is, with Content-Type text/csv or application/x-ndjson.",
                            List.of()));
        }
        Optional<CatalogueOrder> ofObject = object.map(given -> object(wish, given, SourceIntake.uploads(tenant)));
        body.requireRight();
        return ofObject.orElseGet(() -> new OfAxes(wish, axes(fields.object())));
    }

    private static byte[] axes(JsonNode body) {
        ObjectNode axes = JsonNodeFactory.instance.objectNode();
        for (String field : List.of("axes", "attributes", "seeds")) {
            if (body.has(field)) {
                axes.set(field, body.get(field));
            }
        }
        return Json.bytes(axes);
    }

    private static CatalogueOrder object(CatalogueWish wish, BodyFields given, String uploads) {
        given.requireKnown(List.of("key", "format"));
        String key = given.text("key", 500).orElseGet(() -> given.missing("key", "of an object in the store"));
        String format = given.name("format").orElseGet(() -> given.missing("format", "csv or jsonl"));
        if (!key.isEmpty() && !key.startsWith(uploads)) {
            given.error("key", given.object().path("key"), "'key' must begin with '" + uploads + "'");
        }
        Optional<Format> found = Arrays.stream(Format.values())
                .filter(known -> known != Format.AXES)
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(format))
                .findFirst();
        if (found.isEmpty() && !format.isEmpty()) {
            given.error("format", given.object().path("format"), "'format' must be 'csv' or 'jsonl'");
        }
        return new OfObject(wish, key, found.orElse(Format.CSV));
    }
}
