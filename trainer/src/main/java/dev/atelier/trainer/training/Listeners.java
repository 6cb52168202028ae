package dev.atelier.trainer.training;

import dev.atelier.generator.layers.Network;
import dev.atelier.trainer.datasets.DataSet;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Several listeners as one, told in their order. */
record Listeners(List<TrainingListener> all) implements TrainingListener {

    Listeners {
        all = List.copyOf(all);
    }

    @Override
    public void started(long firstStep, long stepsPerEpoch, long totalSteps) throws IOException {
        for (TrainingListener listener : all) {
            listener.started(firstStep, stepsPerEpoch, totalSteps);
        }
    }

    @Override
    public void phaseBegun(String name, int number, int count) throws IOException {
        for (TrainingListener listener : all) {
            listener.phaseBegun(name, number, count);
        }
    }

    @Override
    public void waited(long nanos) throws IOException {
        for (TrainingListener listener : all) {
            listener.waited(nanos);
        }
    }

    @Override
    public void stepped(long step, Map<String, Double> losses) throws IOException {
        for (TrainingListener listener : all) {
            listener.stepped(step, losses);
        }
    }

    @Override
    public void epochDone(int epoch) throws IOException {
        for (TrainingListener listener : all) {
            listener.epochDone(epoch);
        }
    }

    @Override
    public void generatorAt(int epoch, Supplier<Network> generator, DataSet data) throws IOException {
        for (TrainingListener listener : all) {
            listener.generatorAt(epoch, generator, data);
        }
    }

    @Override
    public void checkpointed(long step) throws IOException {
        for (TrainingListener listener : all) {
            listener.checkpointed(step);
        }
    }

    @Override
    public void finished(TrainingOutcome outcome) throws IOException {
        for (TrainingListener listener : all) {
            listener.finished(outcome);
        }
    }
}
