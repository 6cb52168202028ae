package dev.atelier.gateway.search;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.atelier.gateway.index.Hit;
import dev.atelier.gateway.stores.ProductBody;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was found. */
@Schema(name = "SearchResults")
record SearchBody(
        @Schema(description = "the most similar first") List<ResultBody> results,

        @Schema(description = "digest of the version of the embedder whose vectors were compared")
        String embedder,

        @Schema(description = "products of the store that were compared, before the filter")
        long indexed,

        @Schema(description = "the picture that was made, where the search was by attributes")
        Optional<GeneratedBody> generated) {

    /** One that was found. */
    @Schema(name = "SearchResult")
    record ResultBody(
            @Schema(description = "cosine similarity of the two pictures' feature vectors, -1 to 1")
            double score,

            @JsonUnwrapped ProductBody product) {
        static ResultBody of(Hit hit) {
            return new ResultBody(hit.score(), ProductBody.of(hit.product()));
        }
    }

    /** A picture of a job. */
    @Schema(name = "SearchPicture")
    record GeneratedBody(String job, int index, String url) {}

    /** The form of a search, for the API's description alone; {@link SearchReader} reads it. */
    @Schema(name = "Search")
    record QueryBody(
            @Schema(required = true) String store,

            @Schema(
                    required = true,
                    description = "a picture of a job, another product, or attributes of which a picture is made first;"
                            + " in a form the part 'picture' takes its place")
            ByBody by,

            @Schema(minimum = "1", maximum = "100", defaultValue = "10")
            int count,

            FilterBody filter) {}

    /** The form of what is searched with. */
    @Schema(name = "SearchBy")
    record ByBody(
            String job,
            @Schema(defaultValue = "0") int index,
            String product,
            String model,
            Map<String, Object> attributes,
            Long seed,
            String version) {}

    /** The form of a filter. */
    @Schema(name = "SearchFilter")
    record FilterBody(
            @Schema(description = "of each name one of the values", examples = "{\"colour\": [\"Red\", \"Pink\"]}")
            Map<String, List<String>> attributes,

            @Schema(description = "whatever the currency; products without a price are left out")
            BoundsBody price,

            Boolean inStock) {}

    /** The form of bounds. */
    @Schema(name = "PriceBounds")
    record BoundsBody(BigDecimal from, BigDecimal to) {}
}
