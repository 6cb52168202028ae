package dev.atelier.gateway.generations;

import java.math.BigDecimal;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The form of a request, for the API's description alone; {@link OrderReader} reads it. */
@Schema(name = "Order")
record OrderBody(
        @Schema(required = true, examples = "fashion-mnist-cgan")
        String model,

        @Schema(
                description = "attribute to value; an array of values for a many-of attribute. May be left out with"
                        + " 'grid', where it holds the attributes that all pictures share",
                examples = "{\"category\": \"Dress\"}")
        Map<String, Object> attributes,

        @Schema(minimum = "1", maximum = "64", defaultValue = "1")
        int count,

        @Schema(minimum = "0", maximum = "9007199254740991", description = "derived from the job id unless given")
        Long seed,

        @Schema(description = "a version or an alias; the champion unless given")
        String version,

        @Schema(
                description = "the latent of the first picture, in place of 'seed': picture i has the latent (seed,"
                        + " index + i), so that requests of different attributes show the same latents; with"
                        + " 'interpolate' the latent at its start")
        LatentBody latent,

        @Schema(
                description = "the pictures, at least 2, go in equal steps from the request's latent and attributes to"
                        + " others, both ends included: latents spherically, attributes by linear interpolation of the"
                        + " condition; ends that are the same make pictures that are the same")
        InterpolateBody interpolate,

        @Schema(
                description = "pictures near another one: picture i has the latent that lies 'strength' of the"
                        + " spherical way from 'of' to the latent which it would have otherwise, (seed, index + i)."
                        + " Not with 'interpolate'; with 'grid' all have the first picture's")
        VariationBody variation,

        @Schema(
                minimum = "0",
                exclusiveMinimum = true,
                maximum = "1",
                defaultValue = "1",
                description = "the factor by which latents are drawn towards their mean: smaller means more typical and"
                        + " less varied; at most 6 decimals")
        BigDecimal truncation,

        @Schema(
                description = "a picture of one latent for each combination of the values of one or two attributes that"
                        + " the model can make, at most 64, in place of 'count'; once the job is completed, its sheet is"
                        + " at /v1/generations/{id}/sheet.png")
        GridBody grid,

        @Schema(
                description = "who is told of the job's end, by a POST signed as standardwebhooks.com says; needs a"
                        + " secret of the tenant")
        WebhookBody webhook) {

    /** The form of a webhook. */
    @Schema(name = "Webhook")
    record WebhookBody(
            @Schema(required = true, examples = "https://shop.example/hooks")
            String url) {}

    /** The form of a latent. */
    @Schema(name = "Latent")
    record LatentBody(
            @Schema(required = true, minimum = "0", maximum = "9007199254740991")
            long seed,

            @Schema(minimum = "0", maximum = "1000000000", defaultValue = "0")
            int index) {}

    /** The form of a variation. */
    @Schema(name = "Variation")
    record VariationBody(
            @Schema(required = true, description = "the latent that is varied: seed and index of its picture")
            LatentBody of,

            @Schema(
                    required = true,
                    minimum = "0",
                    exclusiveMinimum = true,
                    maximum = "1",
                    examples = "0.3",
                    description = "near 0 the pictures hardly differ, 1 makes those of the request's own latents; at"
                            + " most 6 decimals")
            BigDecimal strength) {}

    /** The form of a grid. */
    @Schema(name = "Grid")
    record GridBody(
            @Schema(required = true, description = "the attribute that differs from row to row", examples = "type")
            String rows,

            @Schema(
                    description = "the one that differs within a row; a row is one picture unless given",
                    examples = "colour")
            String columns) {}

    /** The form of an interpolation. */
    @Schema(name = "Interpolate")
    record InterpolateBody(@Schema(required = true) DestinationBody to) {}

    /** The form of a destination. */
    @Schema(name = "Destination", description = "another latent, other attributes, or both")
    record DestinationBody(
            @Schema(description = "that of the start unless given")
            LatentBody latent,

            @Schema(description = "those of the start unless given", examples = "{\"category\": \"Coat\"}")
            Map<String, Object> attributes) {}
}
