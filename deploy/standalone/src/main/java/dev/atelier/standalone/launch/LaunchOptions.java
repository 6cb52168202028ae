package dev.atelier.standalone.launch;

import dev.atelier.standalone.datafolder.DataFolder;
import java.net.URI;
import java.util.Optional;

/**
 * What to start.
 *
 * @param data where its state lies
 * @param port of the gateway; empty: {@value #DEFAULT_PORT} if free, else a free one
 * @param kafka an existing broker, HOST:PORT[,HOST:PORT…]; empty: the embedded one
 * @param store an existing S3 endpoint; empty: the embedded one
 * @param workers how many; with none requests wait in the log
 */
public record LaunchOptions(
        DataFolder data, Optional<Integer> port, Optional<String> kafka, Optional<URI> store, int workers) {
    public static final int DEFAULT_PORT = 8080;

    /** The embedded servers, one worker, the default port. */
    public static LaunchOptions on(DataFolder data) {
        return new LaunchOptions(data, Optional.empty(), Optional.empty(), Optional.empty(), 1);
    }
}
