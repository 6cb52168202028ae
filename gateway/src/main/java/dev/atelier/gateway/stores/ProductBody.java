package dev.atelier.gateway.stores;

import dev.atelier.contract.products.Price;
import dev.atelier.contract.products.Product;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A product as clients see it. */
@Schema(name = "Product")
public record ProductBody(
        String store,
        @Schema(description = "its id in the store") String product,
        String title,
        Map<String, List<String>> attributes,
        Optional<BigDecimal> price,
        @Schema(description = "by ISO 4217") Optional<String> currency,
        boolean inStock,
        @Schema(description = "to the shop's own page") Optional<URI> link,
        @Schema(description = "path of its picture") String picture) {
    public static ProductBody of(Product product) {
        return new ProductBody(
                product.store().name(),
                product.product(),
                product.title(),
                product.attributes(),
                product.price().map(Price::amount),
                product.price().flatMap(Price::currency),
                product.inStock(),
                product.link(),
                path(product) + "/picture");
    }

    static String path(Product product) {
        return "/v1/stores/" + product.store().name() + "/products/" + product.product();
    }

    /** The part {@code product} of a form, for the API's description alone; {@link ProductReader} reads it. */
    @Schema(name = "ProductDetails")
    record DetailsBody(
            @Schema(description = "its id in the store; with POST alone")
            String id,

            @Schema(required = true) String title,

            @Schema(
                    description = "by which results are filtered: name to value, or to an array of values",
                    examples = "{\"colour\": \"Red\", \"type\": \"Dress\"}")
            Map<String, Object> attributes,

            BigDecimal price,
            @Schema(examples = "EUR") String currency,
            @Schema(defaultValue = "true") boolean inStock,
            URI link) {}

    /** A change of a product, for the API's description alone; {@link ProductReader} reads it. */
    @Schema(name = "ProductChange", description = "A field that is absent stays as it is.")
    record ChangeBody(
            String title,

            @Schema(
                    nullable = true,
                    description = "each name by itself: null takes it out, the others stay",
                    examples = "{\"colour\": \"Blue\", \"size\": null}")
            Map<String, Object> attributes,

            @Schema(nullable = true, description = "null takes out the currency too")
            BigDecimal price,

            @Schema(nullable = true) String currency,

            @Schema(nullable = true, description = "null is true")
            Boolean inStock,

            @Schema(nullable = true) URI link) {}

    /** The form of a product, for the API's description alone. */
    @Schema(name = "ProductForm")
    record FormBody(
            @Schema(required = true) DetailsBody product,

            @Schema(required = true, type = SchemaType.STRING, format = "binary")
            byte[] picture) {}
}
