package dev.atelier.standalone.commands;

import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.messages.DataSetUpdate;
import dev.atelier.contract.objects.MinioObjectStore;
import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.standalone.client.DataSetWish;
import dev.atelier.standalone.client.UpdateView;
import dev.atelier.standalone.terminal.CommandFailure;
import dev.atelier.standalone.terminal.Table;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says that a data set in the store has a new version, from which models are to learn. */
@Command(
        name = "update",
        sortOptions = false,
        description = {
            "Lets models learn from a version of a data set that lies in the store of a running system, where "
                    + "'data import' brings it.",
            ""
        })
final class DataUpdate implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "NAME@VERSION", description = "The data set and its version.")
    private String data;

    @Option(
            names = "--models",
            paramLabel = "MODEL",
            split = ",",
            description = "Those that are to learn from it. Default: all whose champion comes from this data set.")
    private List<String> models = List.of();

    @Option(
            names = "--new-models",
            paramLabel = "MODEL",
            split = ",",
            description = "Those that are to learn from it and may have no version yet: the trainer needs a recipe for"
                    + " each, atelier.trainer.models.\"MODEL\".recipe in its configuration.")
    private List<String> newModels = List.of();

    @Option(
            names = "--sha256",
            paramLabel = "DIGITS",
            description = "SHA-256 of its manifest. Default: that of the manifest in the store.")
    private Optional<String> sha256;

    @Option(
            names = "--location",
            paramLabel = "PREFIX",
            description = "Where it lies in the store. Default: datasets/NAME/VERSION/.")
    private Optional<String> location;

    @Mixin
    private Decider decider;

    @Mixin
    private GatewayOptions gateway;

    @Option(names = "--json", description = "Prints {update, dataSet, version, runs: [{id, model, url}]}.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        String[] parts = data.split("@", -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new CommandFailure(
                    "'" + data + "' names no version of a data set; give NAME@VERSION, such as shop@2");
        }
        String digest = sha256.isPresent() ? sha256.get() : inStore(parts[0], parts[1]);
        UpdateView update = gateway.gateway()
                .update(new DataSetWish(parts[0], parts[1], digest, models, newModels, location, decider.name()));
        Terminal terminal = Terminal.of(json);
        if (json) {
            terminal.json(update);
        } else {
            Table table = new Table("RUN", "MODEL");
            update.runs().forEach(run -> table.row(run.id(), run.model()));
            table.lines().forEach(terminal::say);
            terminal.say("'atelier runs' shows how they go on.");
        }
        return ExitCode.OK;
    }

    private String inStore(String name, String version) throws IOException {
        String key = DataSetUpdate.prefix(name, version, location) + Manifest.FILE;
        try (ObjectStore store = new MinioObjectStore(gateway.store())) {
            return Sha256.of(store.get(key));
        } catch (ObjectNotFoundException e) {
            throw new CommandFailure(
                    "there is no " + key + " in the store; bring the data set there by 'atelier data import', or give "
                            + "the SHA-256 of its manifest by --sha256",
                    e);
        }
    }
}
