package dev.atelier.standalone.commands;

import dev.atelier.standalone.launch.Installation;
import dev.atelier.standalone.launch.LaunchOptions;
import dev.atelier.standalone.terminal.CommandFailure;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that start a whole system. */
final class SystemOptions {
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_WORKERS = 64;

    @Mixin
    private DataOption data;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port of studio and HTTP interface. Default: 8080, or a free one where that is taken.")
    private Optional<Integer> port;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Uses an existing Kafka broker, 3.9 or later, instead of the embedded one. Its clients are "
                    + "set by KAFKA_… variables, e.g. KAFKA_SECURITY_PROTOCOL, KAFKA_SASL_JAAS_CONFIG.")
    private Optional<String> kafka;

    @Option(
            names = "--s3",
            paramLabel = "URL",
            description = "Uses an existing S3 endpoint instead of the embedded one. Credentials: "
                    + "ATELIER_STORE_ACCESS_KEY, ATELIER_STORE_SECRET_KEY; further ATELIER_STORE_BUCKET (atelier), "
                    + "ATELIER_STORE_REGION (us-east-1), ATELIER_STORE_PUBLIC_ENDPOINT (for links, the same URL).")
    private Optional<URI> s3;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description = "Worker processes; with 0 requests wait in the log. Default: 1.")
    private int workers;

    /** @throws CommandFailure where an option makes no sense */
    LaunchOptions launch(Installation installation) {
        if (port.isPresent() && (port.get() < 1 || port.get() > HIGHEST_PORT)) {
            throw new CommandFailure("--port must be 1 to " + HIGHEST_PORT + ", not " + port.get());
        }
        if (workers < 0 || workers > MOST_WORKERS) {
            throw new CommandFailure("--workers must be 0 to " + MOST_WORKERS + ", not " + workers);
        }
        if (kafka.isPresent() && !kafka.get().matches("[^,:\\s]+:[0-9]{1,5}(,[^,:\\s]+:[0-9]{1,5})*")) {
            throw new CommandFailure(
                    "--kafka must be HOST:PORT, several with commas between, not '" + kafka.get() + "'");
        }
        if (s3.isPresent() && !s3.get().toString().matches("https?://[^/\\s]+/?")) {
            throw new CommandFailure("--s3 must be a URL such as http://localhost:9000, not '" + s3.get() + "'");
        }
        return new LaunchOptions(data.folder(installation), port, kafka, s3, workers);
    }
}
