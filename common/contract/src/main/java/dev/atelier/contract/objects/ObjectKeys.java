package dev.atelier.contract.objects;

/** Where things lie in the store. No key is another key's folder. */
public final class ObjectKeys {
    private ObjectKeys() {}

    public static String image(String tenant, String job, int index) {
        return "images/" + tenant + "/" + job + "/" + index + ".png";
    }

    /**
     * The picture of a product. Another picture has another key, so that whoever holds a reference keeps what it names.
     *
     * @param sha256 of its bytes
     * @param format such as {@code png}, by the bytes
     */
    public static String productPicture(String store, String product, String sha256, String format) {
        return "products/" + store + "/" + product + "/" + sha256 + "." + format;
    }

    /** A picture that somebody searches with; its format is told by its bytes. */
    public static String queryPicture(String tenant, String query) {
        return "queries/" + tenant + "/" + query + ".png";
    }

    /** @param file such as {@code manifest.jsonl} */
    public static String batchFile(String tenant, String batch, String file) {
        return "batches/" + tenant + "/" + batch + "/" + file;
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

    /** Lies there once a picture of the version was stored: whoever has the picture may want to know how it was made. */
    public static String versionInUse(String model, String version) {
        return modelPart(model, version, "in-use");
    }

    public static String modelPart(String model, String version, String part) {
        return "models/" + model + "/" + version + "/" + part;
    }
}
