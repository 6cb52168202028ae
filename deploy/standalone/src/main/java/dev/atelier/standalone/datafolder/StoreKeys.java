package dev.atelier.standalone.datafolder;

import dev.atelier.contract.json.Json;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** Access to the embedded store: made once for a data folder, readable by its owner alone. */
public record StoreKeys(String accessKey, String secretKey) {
    /** Reads the folder's keys, or makes them. */
    public static StoreKeys of(DataFolder data) throws IOException {
        Optional<StoreKeys> there = existing(data);
        if (there.isPresent()) {
            return there.get();
        }
        StoreKeys keys = new StoreKeys("atelier-" + random(6), random(24));
        Path unfinished = data.storeKeys().resolveSibling("store-keys.json.unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished, ownerOnly());
        Files.write(unfinished, Json.bytes(keys));
        Files.move(unfinished, data.storeKeys());
        return keys;
    }

    /** The folder's keys, if an embedded store was ever used on it. */
    public static Optional<StoreKeys> existing(DataFolder data) throws IOException {
        return Files.exists(data.storeKeys())
                ? Optional.of(Json.mapper().readValue(data.storeKeys().toFile(), StoreKeys.class))
                : Optional.empty();
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return accessKey;
    }
}
