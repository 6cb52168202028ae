package dev.atelier.standalone.commands;

import dev.atelier.contract.objects.StoreSettings;
import dev.atelier.standalone.datafolder.DataFolder;
import dev.atelier.standalone.datafolder.RunningSystem;
import dev.atelier.standalone.launch.Installation;
import dev.atelier.standalone.launch.StoreAccess;
import dev.atelier.standalone.provenance.Comparison;
import dev.atelier.standalone.provenance.ModelFinder;
import dev.atelier.standalone.provenance.Recreation;
import dev.atelier.standalone.provenance.RunningStore;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a picture again from what it says of itself, and compares. */
@Command(
        name = "recreate",
        sortOptions = false,
        description = {
            "Makes a picture again from what its texts say, and compares the files byte for byte. Exit code 0: "
                    + "identical; 1: not, with what differs.",
            ""
        })
public final class Recreate implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "FILE.png", description = "A picture made by Atelier.")
    private Path file;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "Searched first for the model; then the shipped ones, the data folder's cache and the store.")
    private Optional<Path> models;

    @Option(names = "--out", paramLabel = "FILE", description = "Saves what was made.")
    private Optional<Path> out;

    @Mixin
    private DataOption dataOption;

    @Override
    public Integer call() throws IOException {
        Terminal terminal = Terminal.of(false);
        Installation installation = Installation.find();
        Recreation recreation = Recreation.of(Files.readAllBytes(file), finder(installation));
        if (out.isPresent()) {
            Files.write(out.get(), recreation.png());
        }
        Comparison comparison = recreation.comparison();
        if (comparison.identical()) {
            terminal.say("identical, SHA-256 " + comparison.sha256());
            return ExitCode.OK;
        }
        terminal.problem(file + " does not come out again:");
        comparison.findings().forEach(finding -> terminal.err().println("  " + finding));
        return ExitCode.SOFTWARE;
    }

    private ModelFinder finder(Installation installation) throws IOException {
        DataFolder data = dataOption.folder(installation);
        var folders = new ArrayList<Path>();
        models.ifPresent(folders::add);
        folders.addAll(List.of(installation.shippedModels(), data.modelCache()));
        Optional<RunningSystem> running = RunningSystem.on(data);
        Optional<StoreSettings> store = running.isPresent()
                ? Optional.of(new StoreAccess(System.getenv()).running(running.get(), data))
                : Optional.empty();
        return new ModelFinder(
                folders, new RunningStore(store, data.modelCache().resolve("recreated")));
    }
}
