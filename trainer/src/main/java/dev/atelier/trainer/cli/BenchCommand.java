package dev.atelier.trainer.cli;

import picocli.CommandLine.Command;

/** {@code bench}: measurements that need the trainer. */
@Command(
        name = "bench",
        description = "Measures a training step.",
        mixinStandardHelpOptions = true,
        subcommands = BenchTrainingCommand.class)
final class BenchCommand {}
