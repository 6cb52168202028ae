package dev.atelier.trainer.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The trainer's commands behind {@code deploy/atelier}. */
@Command(
        name = "atelier",
        description = "Atelier's trainer.",
        mixinStandardHelpOptions = true,
        subcommands = {
            TrainCommand.class,
            ExportCommand.class,
            EvaluateCommand.class,
            TrainEmbedderCommand.class,
            EvaluateSearchCommand.class,
            DataCommand.class,
            ModelsCommand.class,
            BenchCommand.class
        })
public final class TrainerCli {
    private TrainerCli() {}

    /** Runs one command and returns its exit code: 0 done, 1 failed, 2 wrong use. */
    public static int run(String... args) {
        return new CommandLine(new TrainerCli())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    command.getErr().println(command.getColorScheme().errorText(message(exception)));
                    return 1;
                })
                .execute(args);
    }

    private static String message(Exception exception) {
        return exception.getMessage() == null ? exception.toString() : exception.getMessage();
    }
}
