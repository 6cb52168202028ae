package dev.atelier.trainer.cli;

import picocli.CommandLine.Command;

/** {@code data prepare}: makes a data set that can be trained on from one as it is published; a command for each layout. */
@Command(
        name = "prepare",
        description = "Makes a data set to train on from one as it is published.",
        mixinStandardHelpOptions = true,
        subcommands = {PrepareFashionProductsCommand.class, PrepareDeepFashionCommand.class})
final class DataPrepareCommand {}
