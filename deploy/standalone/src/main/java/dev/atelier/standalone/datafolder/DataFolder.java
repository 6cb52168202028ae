package dev.atelier.standalone.datafolder;

import java.nio.file.Path;

/**
 * Where everything of one installation lies.
 *
 * @param root absolute
 */
public record DataFolder(Path root) {
    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** The broker's log. */
    public Path kafka() {
        return root.resolve("kafka");
    }

    /** The store's objects. */
    public Path store() {
        return root.resolve("s3");
    }

    /** One file per child. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** Model versions that workers have fetched, one folder per digest. */
    public Path modelCache() {
        return root.resolve("cache");
    }

    /** The gateway's index of products, which can be made again from the log. */
    public Path productIndex() {
        return root.resolve("gateway").resolve("products");
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path storeKeys() {
        return root.resolve("store-keys.json");
    }

    Path ports() {
        return root.resolve("ports.json");
    }

    Path running() {
        return root.resolve("running.json");
    }
}
