package dev.atelier.gateway.generations;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The form of a request, for the API's description alone; {@link OrderReader} reads it. */
@Schema(name = "Order")
record OrderBody(
        @Schema(required = true, examples = "fashion-mnist-cgan")
        String model,

        @Schema(
                required = true,
                description = "attribute to value; an array of values for a many-of attribute",
                examples = "{\"category\": \"Dress\"}")
        Map<String, Object> attributes,

        @Schema(minimum = "1", maximum = "64", defaultValue = "1")
        int count,

        @Schema(minimum = "0", maximum = "9007199254740991", description = "derived from the job id unless given")
        Long seed,

        @Schema(description = "a version or an alias; the champion unless given")
        String version) {}
