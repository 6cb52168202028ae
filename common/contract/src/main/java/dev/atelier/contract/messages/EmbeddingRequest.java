package dev.atelier.contract.messages;

import dev.atelier.contract.products.StoredPicture;
import java.time.Instant;

/**
 * A gateway asks for the embedding of a picture that somebody searches with and waits for.
 *
 * @param query id, new for each search
 * @param picture any that lies in the store: uploaded, generated, or a product's
 * @param at by the gateway's clock
 * @param expiresAt by the same clock; after this nobody waits for the answer, and soon none is given
 */
public record EmbeddingRequest(int schemaVersion, String query, StoredPicture picture, Instant at, Instant expiresAt) {
    public static final int VERSION = 1;
    public static final String TYPE = "dev.atelier.search.picture";

    public EmbeddingRequest {
        Required.text("query", query);
        Required.field("picture", picture);
        Required.field("at", at);
        Required.field("expiresAt", expiresAt);
    }
}
