package dev.atelier.trainer.cli;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.ShippedModels;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.trainer.registry.ModelLog;
import dev.atelier.trainer.registry.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            @Mixin StoreOptions storeOptions)
            throws IOException {
        try (ObjectStore store = storeOptions.connect()) {
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
}
