package dev.atelier.contract.messages;

/**
 * The object that says which items a batch wants.
 *
 * @param key of the object
 * @param sha256 of its bytes: another content under the key fails the batch
 * @param format how its bytes are read
 */
public record CatalogueSource(String key, String sha256, Format format) {
    /** How wanted items are written. */
    public enum Format {
        /** A header with the attributes' names, then a line for each item. */
        CSV,
        /** A JSON object a line for each item. */
        JSONL,
        /** One JSON object with the values of each attribute to multiply with each other. */
        AXES
    }

    public CatalogueSource {
        Required.text("key", key);
        Required.text("sha256", sha256);
        Required.field("format", format);
    }
}
