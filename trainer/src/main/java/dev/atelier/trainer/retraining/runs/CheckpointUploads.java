package dev.atelier.trainer.retraining.runs;

import dev.atelier.generator.layers.Network;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.retraining.checkpoints.StoredCheckpoints;
import dev.atelier.trainer.training.TrainingListener;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Uploads each checkpoint. One at the end of an epoch waits for what is measured after it, so that a training that goes on
 * from it knows that too.
 */
final class CheckpointUploads implements TrainingListener {
    private final StoredCheckpoints.Writer writer;
    private final Hold hold;
    private long perEpoch = 1;
    private boolean waiting;

    CheckpointUploads(StoredCheckpoints.Writer writer, Hold hold) {
        this.writer = writer;
        this.hold = hold;
    }

    @Override
    public void started(long firstStep, long stepsPerEpoch, long totalSteps) {
        perEpoch = stepsPerEpoch;
    }

    @Override
    public void checkpointed(long step) throws IOException {
        waiting = true;
        if (step % perEpoch != 0) {
            upload();
        }
    }

    @Override
    public void generatorAt(int epoch, Supplier<Network> generator, DataSet data) throws IOException {
        if (waiting) {
            upload();
        }
    }

    private void upload() throws IOException {
        waiting = false;
        if (!hold.mustStop().equals(Optional.of(StopReason.LOST))) {
            writer.save();
        }
    }
}
