package dev.atelier.infrastructure;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Runs the broker and the store until it is stopped by SIGTERM, or the process it belongs to ends. */
@Command(
        name = "atelier-infrastructure",
        description = "Runs a Kafka broker and an S3 endpoint on 127.0.0.1 until it is stopped.")
public final class Infrastructure implements Callable<Integer> {
    // The common pool may have one thread only, and that one may be busy waiting for the rest to stop.
    private static final Executor THREADS = task -> new Thread(task).start();

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Where the data lie: the broker's in DIR/kafka, the store's in DIR/s3.")
    private Path data;

    @Option(names = "--kafka-port", paramLabel = "N", defaultValue = "0", description = "0 (default): a free one.")
    private int kafkaPort;

    @Option(names = "--s3-port", paramLabel = "N", defaultValue = "0", description = "0 (default): a free one.")
    private int s3Port;

    @Option(names = "--no-kafka", description = "Run the store only.")
    private boolean noKafka;

    @Option(names = "--no-s3", description = "Run the broker only.")
    private boolean noS3;

    @Option(
            names = "--access-key",
            paramLabel = "KEY",
            defaultValue = "${env:ATELIER_S3_ACCESS_KEY}",
            description = "For the store; by default $ATELIER_S3_ACCESS_KEY, or a random one.")
    private Optional<String> accessKey;

    @Option(
            names = "--secret-key",
            paramLabel = "KEY",
            defaultValue = "${env:ATELIER_S3_SECRET_KEY}",
            description = "For the store; by default $ATELIER_S3_SECRET_KEY, or a random one.")
    private Optional<String> secretKey;

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "Written when all is up: JSON with kafka, s3, accessKey and secretKey.")
    private Optional<Path> readyFile;

    @Option(names = "--parent", paramLabel = "PID", description = "Stop when this process ends.")
    private Optional<Long> parent;

    @Option(names = "--help", usageHelp = true, description = "Show this and exit.")
    private boolean help;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Infrastructure())
                .setExecutionExceptionHandler(Infrastructure::report)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (noKafka && noS3) {
            throw new ParameterException(spec.commandLine(), "--no-kafka and --no-s3 together leave nothing to run");
        }
        Optional<EmbeddedBroker> broker =
                noKafka ? Optional.empty() : Optional.of(new EmbeddedBroker(data.resolve("kafka"), kafkaPort));
        String access = accessKey.orElseGet(Infrastructure::randomKey);
        String secret = secretKey.orElseGet(Infrastructure::randomKey);
        Optional<EmbeddedStore> store =
                noS3 ? Optional.empty() : Optional.of(new EmbeddedStore(data.resolve("s3"), s3Port, access, secret));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> inParallel(
                                () -> store.ifPresent(EmbeddedStore::close),
                                () -> broker.ifPresent(EmbeddedBroker::close)),
                        "stop"));
        parent.ifPresent(Infrastructure::stopWith);

        inParallel(() -> broker.ifPresent(EmbeddedBroker::start), () -> store.ifPresent(EmbeddedStore::start));

        Endpoints endpoints = new Endpoints(
                broker.map(EmbeddedBroker::bootstrapServers),
                store.map(s3 -> new Endpoints.Store(s3.endpoint().toString(), access, secret)));
        if (readyFile.isPresent()) {
            endpoints.writeTo(readyFile.get());
        }
        broker.ifPresent(kafka -> System.out.println("Kafka broker on " + kafka.bootstrapServers()));
        store.ifPresent(s3 -> System.out.println("S3 endpoint on " + s3.endpoint()));
        new CountDownLatch(1).await();
        return CommandLine.ExitCode.OK;
    }

    private static void stopWith(long parent) {
        ProcessHandle.of(parent)
                .map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null))
                .thenRunAsync(() -> System.exit(CommandLine.ExitCode.OK), THREADS);
    }

    private static void inParallel(Runnable one, Runnable other) {
        CompletableFuture<Void> beside = CompletableFuture.runAsync(other, THREADS);
        try {
            one.run();
        } finally {
            beside.join();
        }
    }

    private static int report(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        Throwable reason = failure instanceof CompletionException ? failure.getCause() : failure;
        command.getErr().println(command.getColorScheme().errorText(String.valueOf(reason.getMessage())));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String randomKey() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
