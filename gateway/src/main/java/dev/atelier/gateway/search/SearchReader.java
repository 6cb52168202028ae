package dev.atelier.gateway.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.gateway.generations.PictureWish;
import dev.atelier.gateway.index.ProductFilter;
import dev.atelier.gateway.requests.BodyFields;
import dev.atelier.gateway.requests.JsonBody;
import dev.atelier.gateway.uploads.UploadedPicture;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the body of a search. */
final class SearchReader {
    private static final String BY =
            "{\"job\": \"b8880638-…\", \"index\": 0}, {\"product\": \"sku-1\"} or {\"model\": …,"
                    + " \"attributes\": {…}}";
    private static final String EXAMPLE = "{\"store\": \"shop\", \"by\": {\"product\": \"sku-1\"}}";

    private final BodyFields fields;

    private SearchReader(BodyFields fields) {
        this.fields = fields;
    }

    /** @throws dev.atelier.gateway.problems.ProblemException {@code broken-json} or {@code invalid-request} */
    static Search read(byte[] json) {
        JsonBody body = JsonBody.read(json, List.of("store", "by", "count", "filter"), EXAMPLE);
        SearchReader reader = new SearchReader(body.fields());
        Optional<By> by = reader.by();
        Search search = reader.search(by.orElseGet(() -> new By.Similar("")));
        body.requireRight();
        return search;
    }

    /** The part {@code query} of a form, beside a picture. */
    static Search read(byte[] json, UploadedPicture picture) {
        JsonBody body = JsonBody.read(json, List.of("store", "count", "filter"), "{\"store\": \"shop\"}");
        Search search = new SearchReader(body.fields()).search(new By.Uploaded(picture));
        body.requireRight();
        return search;
    }

    private Search search(By by) {
        String store = fields.name("store").orElseGet(() -> fields.missing("store", "whose products are searched"));
        int count = (int) fields.whole("count", 1, Search.MOST).orElse(Search.USUAL_COUNT);
        return new Search(store, by, filter(), count);
    }

    private Optional<By> by() {
        fields.missing("by", "what is searched with, " + BY);
        return fields.object("by", BY).map(by -> {
            if (by.has("job")) {
                by.requireKnown(List.of("job", "index"));
                return new By.Generated(
                        by.name("job").orElse(""), (int) by.whole("index", 0, GenerationRequest.LARGEST_COUNT - 1)
                                .orElse(0));
            }
            if (by.has("product")) {
                by.requireKnown(List.of("product"));
                return new By.Similar(by.text("product", 128).orElse(""));
            }
            if (by.has("model") || by.has("attributes")) {
                return wished(by);
            }
            by.requireKnown(List.of("job", "index", "product", "model", "attributes", "seed", "version"));
            by.errors().add(BodyFields.mistake(by.pointer(), by.object(), "'by' must be one of " + BY));
            return new By.Similar("");
        });
    }

    private static By wished(BodyFields by) {
        by.requireKnown(List.of("model", "attributes", "seed", "version"));
        String model = by.name("model").orElseGet(() -> by.missing("model", "the name of a model"));
        by.missing("attributes", "an object of attributes and their values");
        Selection attributes = by.attributes().orElse(new Selection(Map.of(), List.of()));
        return new By.Wished(new PictureWish(
                model, by.name("version"), attributes, by.whole("seed", 0, GenerationRequest.LARGEST_SEED)));
    }

    private ProductFilter filter() {
        Optional<BodyFields> given = fields.object(
                "filter", "{\"attributes\": {\"colour\": [\"Red\"]}, \"price\": {\"to\": 50}, \"inStock\": true}");
        if (given.isEmpty()) {
            return ProductFilter.NONE;
        }
        BodyFields filter = given.get();
        filter.requireKnown(List.of("attributes", "price", "inStock"));
        Map<String, List<String>> attributes =
                filter.attributes().map(Selection::values).orElse(Map.of());
        Optional<BodyFields> price = filter.object("price", "{\"from\": 10, \"to\": 50}");
        price.ifPresent(bounds -> bounds.requireKnown(List.of("from", "to")));
        Optional<BigDecimal> from = price.flatMap(bounds -> amount(bounds, "from"));
        Optional<BigDecimal> to = price.flatMap(bounds -> amount(bounds, "to"));
        if (from.isPresent() && to.isPresent() && from.get().compareTo(to.get()) > 0) {
            price.get().error("from", price.get().object().path("from"), "'from' must not be more than 'to'");
        }
        return new ProductFilter(attributes, from, to, filter.truth("inStock"));
    }

    private static Optional<BigDecimal> amount(BodyFields bounds, String field) {
        JsonNode node = bounds.object().path(field);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (!node.isNumber()) {
            bounds.error(field, node, "'" + field + "' must be a number");
            return Optional.empty();
        }
        return Optional.of(node.decimalValue());
    }
}
