package dev.atelier.standalone.products;

import com.fasterxml.jackson.databind.JsonNode;

/** What a line of a source says: a product, or why it says none. */
public sealed interface ProductLine {
    /** Number of the line in its file, from 1. */
    long line();

    /**
     * A product.
     *
     * @param body as the gateway takes it
     * @param picture name of its file within the source
     */
    record Wanted(long line, String id, JsonNode body, String picture) implements ProductLine {}

    /** A line without one that could be sent, or one that the gateway refused. */
    record Bad(long line, String reason) implements ProductLine {}
}
