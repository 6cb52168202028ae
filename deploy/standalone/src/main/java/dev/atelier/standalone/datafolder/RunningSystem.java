package dev.atelier.standalone.datafolder;

import dev.atelier.contract.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * What runs on a data folder now, for other commands: {@code running.json}. It is there from the moment of readiness to
 * the exit.
 *
 * @param gateway where clients find it
 * @param kafka bootstrap servers
 * @param store URL of the S3 endpoint
 * @param embeddedStore whether the store is the launcher's own
 * @param region of the store
 * @param bucket of the store
 * @param launcher process id of the launcher
 * @param pids process ids of the children by name, as of the last start of one
 */
public record RunningSystem(
        URI gateway,
        String kafka,
        URI store,
        boolean embeddedStore,
        String region,
        String bucket,
        long launcher,
        Map<String, Long> pids) {
    /** Writes the file, in one step. */
    public void writeTo(DataFolder data) throws IOException {
        Path unfinished = data.running().resolveSibling("running.json.unfinished");
        Files.writeString(unfinished, Json.pretty(this));
        Files.move(unfinished, data.running(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public static void remove(DataFolder data) throws IOException {
        Files.deleteIfExists(data.running());
    }

    /** What runs on the folder; empty where nothing does, or it is not ready. A killed launcher's file does not count. */
    public static Optional<RunningSystem> on(DataFolder data) throws IOException {
        if (!Files.exists(data.running()) || !DataLock.isHeld(data)) {
            return Optional.empty();
        }
        return Optional.of(Json.mapper().readValue(data.running().toFile(), RunningSystem.class));
    }
}
