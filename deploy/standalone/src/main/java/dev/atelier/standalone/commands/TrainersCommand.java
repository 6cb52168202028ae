package dev.atelier.standalone.commands;

import dev.atelier.standalone.terminal.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * Commands that the trainer's program carries out. {@code deploy/atelier} sends them there before this program starts;
 * they are here so that help and suggestions know them.
 */
public abstract class TrainersCommand implements Runnable {
    @Unmatched
    private String[] arguments;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandFailure("the trainer carries this out; give the words in this order, first of all options: "
                + "deploy/" + spec.qualifiedName() + " …");
    }

    @Command(name = "train", description = "Trains a model.")
    public static final class Train extends TrainersCommand {}

    @Command(name = "export", description = "Writes a run's model, at any finished stage, as an artefact.")
    public static final class Export extends TrainersCommand {}

    @Command(name = "evaluate", description = "Scores a model version on held-out data.")
    public static final class Evaluate extends TrainersCommand {}

    @Command(name = "train-embedder", description = "Trains what finds similar products.")
    public static final class TrainEmbedder extends TrainersCommand {}

    @Command(name = "evaluate-search", description = "Measures how well similar products are found.")
    public static final class EvaluateSearch extends TrainersCommand {}

    @Command(
            name = "data",
            description = "Finds, prepares, imports and describes data sets; 'data update' lets models learn from one.",
            subcommands = DataUpdate.class)
    public static final class Data extends TrainersCommand {}

    @Command(name = "publish", description = "Publishes artefact folders into the store.")
    public static final class Publish extends TrainersCommand {}

    @Command(name = "training", description = "Measures a training step.")
    public static final class BenchTraining extends TrainersCommand {}
}
