package dev.atelier.standalone.commands;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.generator.numerics.GeneratorBench;
import dev.atelier.generator.runtime.NetworkGenerator;
import dev.atelier.standalone.launch.Installation;
import dev.atelier.standalone.terminal.Table;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How fast a model's generator is, beside the machine's matrix product. */
@Command(
        name = "generator",
        sortOptions = false,
        description = "Measures a model's generator in this process, for batches of 1 to 256, and the machine's sgemm.")
public final class BenchGenerator implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Mixin
    private ModelOption model;

    @Option(
            names = "--json",
            description =
                    "Prints {model, batch: {\"1\": {imagesPerSecond, ms}, …}, gflops, sgemmGflops, ratioToSgemm}.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Terminal terminal = Terminal.of(json);
        Artefact artefact = model.artefact(Installation.find());
        try (NetworkGenerator generator = NetworkGenerator.load(artefact)) {
            GeneratorBench bench = GeneratorBench.of(artefact.manifest().model(), generator);
            if (json) {
                terminal.json(bench);
                return ExitCode.OK;
            }
            terminal.important(bench.model());
            Table table = new Table("BATCH", "IMAGES/S", "MS");
            bench.batch()
                    .forEach((size, speed) -> table.row(size, number(speed.imagesPerSecond()), number(speed.ms())));
            table.lines().forEach(terminal::say);
            terminal.say("  " + number(bench.gflops()) + " GFLOP/s at 64 pictures, sgemm " + number(bench.sgemmGflops())
                    + ", ratio " + String.format(Locale.ROOT, "%.2f", bench.ratioToSgemm()));
        }
        return ExitCode.OK;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
