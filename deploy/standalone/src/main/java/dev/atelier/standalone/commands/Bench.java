package dev.atelier.standalone.commands;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measurements, one subcommand each. */
@Command(
        name = "bench",
        description =
                "Measures: the generator alone, the whole path, new versions under load, how many requests are accepted, "
                        + "catalogues as they grow, the search for similar products, a training step.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BenchGenerator.class,
            BenchEndToEnd.class,
            BenchReload.class,
            BenchLoad.class,
            BenchScale.class,
            BenchSearch.class,
            TrainersCommand.BenchTraining.class
        })
public final class Bench implements Runnable {
    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
