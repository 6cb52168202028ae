package dev.atelier.contract.messages;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.atelier.contract.products.Embedding;
import java.time.Instant;

/** What a worker answers to an {@link EmbeddingRequest}. Delivery is at least once; all answers to a query are alike. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EmbeddingAnswer.Embedded.class, name = "embedded"),
    @JsonSubTypes.Type(value = EmbeddingAnswer.Failed.class, name = "failed")
})
public sealed interface EmbeddingAnswer {
    int VERSION = 1;

    int schemaVersion();

    String query();

    Instant at();

    /** The picture's embedding. */
    record Embedded(int schemaVersion, String query, Instant at, Embedding embedding) implements EmbeddingAnswer {
        public Embedded {
            requireCommon(query, at);
            Required.field("embedding", embedding);
        }
    }

    /**
     * There is no embedding of this picture.
     *
     * @param code for programs, such as {@link #BAD_PICTURE}
     * @param reason for people, a sentence
     */
    record Failed(int schemaVersion, String query, Instant at, String code, String reason) implements EmbeddingAnswer {
        public Failed {
            requireCommon(query, at);
            Required.text("code", code);
            Required.field("reason", reason);
        }
    }

    /** The object's bytes are no picture that can be read, or one beyond the limits. */
    String BAD_PICTURE = "bad-picture";

    /** No object lies under the key. */
    String MISSING_PICTURE = "missing-picture";

    /** The object's bytes have another SHA-256 than the request says. */
    String OTHER_PICTURE = "other-picture";

    /** The store refuses this object, and not others: for its key, or since a right is missing. */
    String STORE_REFUSED = "store-refused";

    /** The embedder failed on this picture, or the picture on this program, also without any others beside it. */
    String EMBEDDING_FAILED = "embedding-failed";

    /** No embedder is published, or the current one cannot be loaded. */
    String NO_EMBEDDER = "no-embedder";

    private static void requireCommon(String query, Instant at) {
        Required.text("query", query);
        Required.field("at", at);
    }
}
