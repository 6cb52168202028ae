package dev.atelier.trainer.cli;

import dev.atelier.generator.numerics.Backend;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.training.ModelRun;
import dev.atelier.trainer.training.Trained;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code export}: writes what a training came to as an artefact once more, or an earlier stage of it. */
@Command(
        name = "export",
        description = {
            "Writes a finished training as an artefact: the end of it, or a finished stage of a model that grows.",
            "A later stage may still be in training."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--run", required = true, paramLabel = "DIR", description = "Folder of the training.")
    private Path folder;

    @Mixin
    private DataOptions dataOptions;

    @Option(
            names = "--stage",
            paramLabel = "SIDE",
            description = "A finished stage by the side of its pictures, such as 32 (default: the last).")
    private Optional<Integer> stage;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the artefact, which must not exist yet (default: where train would write it).")
    private Optional<Path> out;

    @Mixin
    private ArtefactOptions artefactOptions;

    @Override
    public Integer call() throws IOException, Backend.UnavailableException {
        Backend.load();
        DataSet data = dataOptions.read();
        ModelRun run = ModelRun.of(ModelRun.recipeOf(folder), data, folder);
        try (Interruption interruption = new Interruption()) {
            Trained trained = run.trained(stage);
            Path artefact = out.orElse(ArtefactOptions.folder(folder, trained));
            artefactOptions.write(
                    trained, data, artefact, interruption, spec.commandLine().getOut());
        }
        return 0;
    }
}
