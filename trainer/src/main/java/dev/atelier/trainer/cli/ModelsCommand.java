package dev.atelier.trainer.cli;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.ShippedModels;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.contract.objects.MinioObjectStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreSettings;
import dev.atelier.trainer.registry.ModelLog;
import dev.atelier.trainer.registry.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code models publish}: makes artefacts known to a running system. */
@Command(name = "models", description = "Publishes model versions.", mixinStandardHelpOptions = true)
final class ModelsCommand {
    @Command(
            description = "Uploads artefacts and tells of them; never over a version or an alias that exists.",
            mixinStandardHelpOptions = true)
    int publish(
            @Parameters(arity = "1..*", paramLabel = "FOLDER", description = "An artefact, or a folder of artefacts.")
                    List<Path> folders,
            @Option(
                            names = "--kafka",
                            paramLabel = "HOST:PORT",
                            required = true,
                            defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS}",
                            description = "The broker (KAFKA_BOOTSTRAP_SERVERS).")
                    String kafka,
            @Option(
                            names = "--s3",
                            paramLabel = "URL",
                            required = true,
                            defaultValue = "${env:ATELIER_STORE_ENDPOINT}",
                            description = "The store (ATELIER_STORE_ENDPOINT). Its credentials come from"
                                    + " ATELIER_STORE_ACCESS_KEY and ATELIER_STORE_SECRET_KEY, its bucket from"
                                    + " ATELIER_STORE_BUCKET.")
                    String s3)
            throws IOException {
        StoreSettings settings = new StoreSettings(
                s3,
                s3,
                environment("ATELIER_STORE_REGION", "us-east-1"),
                environment("ATELIER_STORE_ACCESS_KEY", "atelier"),
                environment("ATELIER_STORE_SECRET_KEY", "atelier-secret"),
                environment("ATELIER_STORE_BUCKET", "atelier"));
        try (ObjectStore store = new MinioObjectStore(settings)) {
            store.prepare();
            Registry registry = new Registry(new ModelStore(store), new ModelLog(kafka));
            for (Path folder : folders) {
                for (Artefact artefact : new ShippedModels(folder).required().artefacts()) {
                    boolean changed = registry.publish(artefact, System.getProperty("user.name"));
                    System.out.printf(
                            "%s %s (%s) %s%n",
                            artefact.manifest().model(),
                            artefact.manifest().version(),
                            artefact.manifest().shortDigest(),
                            changed ? "published" : "was published already");
                }
            }
        }
        return 0;
    }

    private static String environment(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }
}
