package dev.atelier.gateway.stores;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.products.Price;
import dev.atelier.contract.products.Product;
import dev.atelier.contract.products.ProductKey;
import dev.atelier.contract.products.StoreName;
import dev.atelier.contract.products.StoredPicture;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.requests.BodyFields;
import dev.atelier.gateway.requests.JsonBody;
import dev.atelier.gateway.requests.MergePatch;
import dev.atelier.gateway.requests.Tenant;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads what a shop says of a product. */
final class ProductReader {
    private static final List<String> FIELDS = List.of("title", "attributes", "price", "currency", "inStock", "link");
    private static final String ID = "id";
    private static final String EXAMPLE = "{\"title\": \"Summer dress\", \"attributes\": {\"colour\": \"Red\"}}";
    private static final StoredPicture ANY = new StoredPicture("any", "00".repeat(32));

    private final StoreName store;
    private final BodyFields fields;

    private ProductReader(StoreName store, BodyFields fields) {
        this.store = store;
        this.fields = fields;
    }

    /**
     * Of a product whose id the path says.
     *
     * @throws dev.atelier.gateway.problems.ProblemException {@code broken-json} or {@code invalid-request}
     */
    static ProductDetails read(ProductKey key, byte[] json) {
        return read(key.store(), JsonBody.read(json, FIELDS, EXAMPLE), key.product());
    }

    /** Of a product that says its id itself. */
    static ProductDetails read(StoreName store, byte[] json) {
        var known = new ArrayList<>(FIELDS);
        known.add(ID);
        JsonBody body = JsonBody.read(json, known, "{\"id\": \"sku-1\", " + EXAMPLE.substring(1));
        String id = body.fields().name(ID).orElseGet(() -> body.fields().missing(ID, "the product's id in the store"));
        body.requireRight();
        return read(store, body, id);
    }

    /**
     * Of a product that is known and keeps its picture, with changes as a JSON merge patch. The result is read as if all of
     * it had been sent, and so has the same mistakes.
     *
     * @throws dev.atelier.gateway.problems.ProblemException {@code broken-json} or {@code invalid-request}
     */
    static Product changed(Product before, byte[] patch) {
        BodyFields changes = JsonBody.read(patch, FIELDS, "{\"price\": 17.50, \"inStock\": false}")
                .fields();
        ObjectNode said = Json.mapper().valueToTree(ProductBody.of(before));
        said.retain(FIELDS);
        if (changes.object().path("price").isNull()) {
            // Its own alone: one that the patch gives without a price is a mistake.
            said.remove("currency");
        }
        var merged = new BodyFields("", MergePatch.apply(said, changes.object()), changes.errors());
        return read(before.store(), new JsonBody(merged), before.product()).with(before.picture());
    }

    private static ProductDetails read(StoreName store, JsonBody body, String product) {
        ProductDetails details = new ProductReader(store, body.fields()).details(product);
        body.requireRight();
        return details;
    }

    private ProductDetails details(String product) {
        String title = fields.text("title", Product.LONGEST_TEXT)
                .orElseGet(() -> fields.missing("title", "what people call the product"));
        Map<String, List<String>> attributes =
                fields.attributes().map(Selection::values).orElse(Map.of());
        var details = new ProductDetails(
                checked(() -> new ProductKey(store, product)),
                title,
                attributes,
                price(),
                fields.truth("inStock").orElse(true),
                link());
        if (fields.errors().isEmpty()) {
            require(details);
        }
        return details;
    }

    /** What the contract asks of a product beyond the form of its fields. */
    private void require(ProductDetails details) {
        try {
            details.with(ANY);
        } catch (IllegalArgumentException e) {
            fields.errors().add(new FieldError("", "", sentence(e), List.of()));
        }
    }

    private Optional<Price> price() {
        JsonNode amount = fields.object().path("price");
        Optional<String> currency = fields.name("currency");
        if (amount.isMissingNode()) {
            currency.ifPresent(given -> fields.missing("price", "a currency alone says nothing"));
            return Optional.empty();
        }
        if (!amount.isNumber()) {
            fields.error("price", amount, "'price' must be a number such as 19.90");
            return Optional.empty();
        }
        try {
            return Optional.of(new Price(plain(amount.decimalValue()), currency));
        } catch (IllegalArgumentException e) {
            fields.errors().add(new FieldError("/price", amount.asText(), sentence(e), List.of()));
            return Optional.empty();
        }
    }

    /** Jackson reads 100.00 as 1E+2. One that no price can be stays as it is: to write 1E+50000000 out takes a minute. */
    private static BigDecimal plain(BigDecimal amount) {
        return amount.scale() < 0 && amount.scale() >= -Price.DIGITS ? amount.setScale(0) : amount;
    }

    private Optional<URI> link() {
        return fields.text("link", 4 * Product.LONGEST_TEXT).flatMap(text -> {
            try {
                return Optional.of(URI.create(text));
            } catch (IllegalArgumentException e) {
                fields.errors().add(new FieldError("/link", text, "'link' must be an address on the web.", List.of()));
                return Optional.empty();
            }
        });
    }

    /** @throws dev.atelier.gateway.problems.ProblemException {@code invalid-request} where the names can be none */
    static ProductKey key(Tenant tenant, String store, String product) {
        return checked(() -> new ProductKey(new StoreName(tenant.name(), store), product));
    }

    /** @throws dev.atelier.gateway.problems.ProblemException {@code invalid-request} where the name can be none */
    static StoreName store(Tenant tenant, String name) {
        return checked(() -> new StoreName(tenant.name(), name));
    }

    private static <T> T checked(Supplier<T> named) {
        try {
            return named.get();
        } catch (IllegalArgumentException e) {
            throw Problem.of(ProblemType.INVALID_REQUEST, sentence(e)).asException();
        }
    }

    private static String sentence(IllegalArgumentException e) {
        String text = e.getMessage();
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }
}
