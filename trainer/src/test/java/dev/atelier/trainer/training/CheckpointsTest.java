package dev.atelier.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CheckpointsTest {

    @TempDir
    Path folder;

    @Test
    void everyBitComesBack() throws IOException {
        INDArray saved = Nd4j.createFromArray(new float[] {1.1f, -0f, Float.MIN_VALUE, 3e38f});
        new Checkpoints(folder, "r").save(12, Map.of("a", saved));
        INDArray restored = Nd4j.zeros(4);

        assertThat(new Checkpoints(folder, "r").restore(Map.of("a", restored))).hasValue(12L);
        assertThat(restored.toFloatVector()).isEqualTo(saved.toFloatVector());
    }

    @Test
    void withoutACheckpointNothingIsRestored() throws IOException {
        assertThat(new Checkpoints(folder, "r").restore(Map.of())).isEmpty();
    }

    @Test
    void aCheckpointOfAnotherRecipeIsRefusedAndBothAreShown() throws IOException {
        new Checkpoints(folder, "batch 64").save(1, Map.of());

        assertThatThrownBy(() -> new Checkpoints(folder, "batch 32").restore(Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("batch 64")
                .hasMessageContaining("batch 32");
    }

    @Test
    void aWritingThatFailsLeavesTheOldCheckpointWhole() throws IOException {
        Checkpoints checkpoints = new Checkpoints(folder, "r");
        checkpoints.save(5, Map.of("a", Nd4j.ones(3)));
        // The place where the new one is written can't be written to.
        Files.createDirectory(folder.resolve("checkpoint.safetensors.new"));

        assertThatThrownBy(() -> checkpoints.save(6, Map.of("a", Nd4j.zeros(3))))
                .isInstanceOf(IOException.class);

        INDArray restored = Nd4j.zeros(3);
        assertThat(checkpoints.restore(Map.of("a", restored))).hasValue(5L);
        assertThat(restored.sumNumber().intValue()).isEqualTo(3);
    }

    /** Linux' /dev/full takes no byte, as a full disk. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskLeavesTheOldCheckpointWhole() throws IOException {
        Checkpoints checkpoints = new Checkpoints(folder, "r");
        checkpoints.save(5, Map.of("a", Nd4j.ones(3)));
        Files.createSymbolicLink(folder.resolve("checkpoint.safetensors.new"), Path.of("/dev/full"));

        assertThatThrownBy(() -> checkpoints.save(6, Map.of("a", Nd4j.zeros(3))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");

        INDArray restored = Nd4j.zeros(3);
        assertThat(checkpoints.restore(Map.of("a", restored))).hasValue(5L);
        assertThat(restored.sumNumber().intValue()).isEqualTo(3);
    }

    @Test
    void aTornCheckpointIsRefusedByName() throws IOException {
        Checkpoints checkpoints = new Checkpoints(folder, "r");
        checkpoints.save(5, Map.of("a", Nd4j.ones(300)));
        Path file = folder.resolve("checkpoint.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 100));

        assertThatThrownBy(() -> checkpoints.restore(Map.of("a", Nd4j.zeros(300))))
                .hasMessageContaining("checkpoint.safetensors")
                .hasMessageContaining("cut off");
    }
}
