package dev.atelier.standalone.commands;

import dev.atelier.standalone.terminal.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * Commands that the trainer's program carries out. {@code deploy/atelier} sends them there before this program starts;
 * they are here so that help and suggestions know them.
 */
public abstract class TrainersCommand implements Runnable {
    @Unmatched
    private String[] arguments;

    @Override
    public void run() {
        throw new CommandFailure("the trainer carries this out; give the words in this order, first of all options: "
                + "deploy/atelier " + words() + " …");
    }

    abstract String words();

    @Command(name = "train", description = "Trains a model.")
    public static final class Train extends TrainersCommand {
        @Override
        String words() {
            return "train";
        }
    }

    @Command(name = "export", description = "Writes a run's model, at any finished stage, as an artefact.")
    public static final class Export extends TrainersCommand {
        @Override
        String words() {
            return "export";
        }
    }

    @Command(name = "evaluate", description = "Scores a model version on held-out data.")
    public static final class Evaluate extends TrainersCommand {
        @Override
        String words() {
            return "evaluate";
        }
    }

    @Command(name = "train-embedder", description = "Trains what finds similar products.")
    public static final class TrainEmbedder extends TrainersCommand {
        @Override
        String words() {
            return "train-embedder";
        }
    }

    @Command(name = "evaluate-search", description = "Measures how well similar products are found.")
    public static final class EvaluateSearch extends TrainersCommand {
        @Override
        String words() {
            return "evaluate-search";
        }
    }

    @Command(
            name = "data",
            description = "Finds, prepares, imports and describes data sets; 'data update' lets models learn from one.",
            subcommands = DataUpdate.class)
    public static final class Data extends TrainersCommand {
        @Override
        String words() {
            return "data";
        }
    }

    @Command(name = "publish", description = "Publishes artefact folders into the store.")
    public static final class Publish extends TrainersCommand {
        @Override
        String words() {
            return "models publish";
        }
    }

    @Command(name = "training", description = "Measures a training step.")
    public static final class BenchTraining extends TrainersCommand {
        @Override
        String words() {
            return "bench training";
        }
    }
}
