package dev.atelier.infrastructure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Where the servers that run are to be found.
 *
 * @param kafka the broker, as {@code host:port}
 * @param s3 the store
 */
record Endpoints(Optional<String> kafka, Optional<Store> s3) {

    /** @param url where the store is, without a path */
    record Store(String url, String accessKey, String secretKey) {}

    /**
     * Writes {@code {"kafka", "s3", "accessKey", "secretKey"}}, without those that do not run. Whoever sees the file
     * sees all of it; where the file system knows owners, only the owner may read it.
     */
    void writeTo(Path file) throws IOException {
        ObjectNode json = new ObjectMapper().createObjectNode();
        kafka.ifPresent(address -> json.put("kafka", address));
        s3.ifPresent(store ->
                json.put("s3", store.url()).put("accessKey", store.accessKey()).put("secretKey", store.secretKey()));
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path draft = target.resolveSibling(target.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        Files.createFile(draft, ownerOnly(target.getParent()));
        Files.write(draft, json.toPrettyString().getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
        FileStore store = Files.getFileStore(folder);
        return store.supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
