package dev.atelier.standalone.commands;

import dev.atelier.contract.artefact.ShippedModels;
import dev.atelier.standalone.client.Gateway;
import dev.atelier.standalone.client.ModelView;
import dev.atelier.standalone.datafolder.RunningSystem;
import dev.atelier.standalone.launch.Installation;
import dev.atelier.standalone.launch.LaunchOptions;
import dev.atelier.standalone.sheets.ModelSheet;
import dev.atelier.standalone.terminal.CommandFailure;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From nothing to a sheet of pictures, through every part of the system. */
@Command(
        name = "demo",
        sortOptions = false,
        description = {
            "Starts a whole system, or uses the one that runs on the data folder; asks by HTTP for pictures of all that "
                    + "each shipped model can make; saves them as labelled sheets; stops what it started.",
            ""
        })
public final class Demo implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "atelier-demo.png",
            description = "The sheet; of several models each gets its name before the dot. Default: atelier-demo.png.")
    private Path out;

    @Option(names = "--count", paramLabel = "N", defaultValue = "8", description = "Pictures of a row. Default: 8.")
    private int count;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed makes the same sheet. Default: 1.")
    private long seed;

    @Mixin
    private SystemOptions options;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.of(false);
        Installation installation = Installation.find();
        LaunchOptions launch = options.launch(installation);
        Optional<RunningSystem> running = RunningSystem.on(launch.data());
        if (running.isPresent()) {
            terminal.say("Atelier runs on " + launch.data().root() + " already; it is used.");
            makeSheets(running.get().gateway(), installation, terminal);
            return ExitCode.OK;
        }
        terminal.important("Atelier starts on " + launch.data().root());
        try (HookedSystem hooked = HookedSystem.of(launch, installation, terminal)) {
            makeSheets(hooked.system().start().gateway(), installation, terminal);
        }
        return ExitCode.OK;
    }

    private void makeSheets(URI address, Installation installation, Terminal terminal)
            throws IOException, InterruptedException {
        Gateway gateway = new Gateway(address);
        List<String> models = models(gateway, installation);
        for (String model : models) {
            ModelSheet sheet = ModelSheet.make(gateway, model, count, seed);
            Path file = file(model, models.size());
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            Files.write(file, sheet.png());
            terminal.say("");
            terminal.say(String.format(
                    Locale.ROOT,
                    "%s %s: %d pictures of %d requests in %.1f s, %.0f images/s, by HTTP, Kafka, worker and S3",
                    sheet.model(),
                    sheet.version(),
                    sheet.pictures(),
                    sheet.requests(),
                    sheet.seconds(),
                    sheet.pictures() / sheet.seconds()));
            terminal.important("Sheet    " + file);
        }
    }

    /** The shipped models, or where none is shipped whatever has a champion. */
    private static List<String> models(Gateway gateway, Installation installation)
            throws IOException, InterruptedException {
        List<String> shipped = new ShippedModels(installation.shippedModels()).names();
        List<String> models = shipped.isEmpty()
                ? gateway.models().stream()
                        .filter(ModelView::hasChampion)
                        .map(ModelView::model)
                        .toList()
                : shipped;
        if (models.isEmpty()) {
            throw new CommandFailure("there is no model to show: " + installation.shippedModels()
                    + " holds none, and none is published");
        }
        return models;
    }

    private Path file(String model, int models) {
        if (models == 1) {
            return out;
        }
        String name = out.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return out.resolveSibling(
                dot < 1 ? name + "-" + model : name.substring(0, dot) + "-" + model + name.substring(dot));
    }
}
