package dev.atelier.contract.objects;

/** Where things lie in the store. No key is another key's folder. */
public final class ObjectKeys {
    private ObjectKeys() {}

    public static String image(String tenant, String job, int index) {
        return "images/" + tenant + "/" + job + "/" + index + ".png";
    }

    /** Where the pictures of products lie, of all tenants. */
    public static final String PRODUCTS = "products/";

    /** Where the pictures lie that somebody searches with, of all tenants. */
    public static final String QUERIES = "queries/";

    /**
     * A picture of a product. No key is ever written a second time with what is new: whoever holds a reference keeps what it
     * names, and a picture that was replaced does not come back while it is removed.
     *
     * @param picture id, of this picture alone
     * @param format such as {@code png}, by the bytes
     */
    public static String productPicture(String tenant, String store, String product, String picture, String format) {
        return PRODUCTS + tenant + "/" + store + "/" + product + "/" + picture + "." + format;
    }

    /** A picture that somebody searches with; its format is told by its bytes. */
    public static String queryPicture(String tenant, String query) {
        return QUERIES + tenant + "/" + query + ".png";
    }

    /** Where batches lie, of all tenants. */
    public static final String BATCHES = "batches/";

    /** Where within a batch the sources lie that were sent with its request. */
    public static final String SOURCES = "sources/";

    /** @param file such as {@code manifest.jsonl} */
    public static String batchFile(String tenant, String batch, String file) {
        return BATCHES + tenant + "/" + batch + "/" + file;
    }

    /** The tar file of a shard. */
    public static String shard(String tenant, String batch, int shard) {
        return batchFile(tenant, batch, "shard-%05d.tar".formatted(shard));
    }

    /** The shard's lines of the batch's manifest. */
    public static String shardIndex(String tenant, String batch, int shard) {
        return batchFile(tenant, batch, "indices/%05d.jsonl".formatted(shard));
    }

    /** The items that a shard is made of. */
    public static String shardItems(String tenant, String batch, int shard) {
        return batchFile(tenant, batch, "items/%05d.jsonl".formatted(shard));
    }

    public static String dataSetFile(String name, String version, String file) {
        return "datasets/" + name + "/" + version + "/" + file;
    }

    /** @param file such as {@code checkpoint.safetensors} or {@code sheets/epoch-001.png} */
    public static String runFile(String run, int attempt, String file) {
        return "runs/" + run + "/" + attempt + "/" + file;
    }

    /** The losses of every step of an attempt, a line for each. */
    public static String runLosses(String run, int attempt) {
        return runFile(run, attempt, "losses.jsonl");
    }

    /** The part of a version that says that it is in use, see {@link #versionInUse}. */
    public static final String IN_USE = "in-use";

    /**
     * Lies there once a picture of the version was stored, since whoever has the picture may want to know how it was made; or a
     * catalogue was accepted for it, which may wait for as long as people let it.
     */
    public static String versionInUse(String model, String version) {
        return modelPart(model, version, IN_USE);
    }

    public static String modelPart(String model, String version, String part) {
        return "models/" + model + "/" + version + "/" + part;
    }
}
