package dev.atelier.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.images.Picture;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.layers.Dense;
import dev.atelier.generator.layers.Flatten;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.layers.Parallel;
import dev.atelier.generator.layers.Sequential;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.SmallFashionMnist;
import dev.atelier.trainer.training.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierFolderTest {

    @TempDir
    Path folder;

    private DataSet data;

    @BeforeEach
    void writeData() throws IOException {
        data = written(3, 50);
    }

    private DataSet written(int batches, int test) throws IOException {
        SmallFashionMnist.write(folder, 64 * batches, test);
        return DataSet.read("fashion-mnist", Optional.of(folder));
    }

    @Test
    void aTrainedClassifierIsKeptAndTellsTheClassesApart() throws IOException {
        data = written(10, 50);
        ClassifierFolder kept = new ClassifierFolder(folder.resolve("classifier"), 3);
        assertThat(kept.load(data)).isEmpty();

        assertThat(kept.train(data, List.of(), () -> false)).isEqualTo(new TrainingOutcome.Completed(30));

        try (Classifier classifier = kept.load(data).orElseThrow()) {
            assertThat(classifier.accuracy()).isGreaterThan(0.9);
            assertThat(classifier.digest()).matches("[0-9a-f]{64}");
            byte[] pixels = new byte[784];
            data.test().pictures().read(7, pixels, 0);
            Readings readings = classifier.read(List.of(new Picture(28, 28, 1, pixels)));
            assertThat(readings.label(0)).isEqualTo(7);
            assertThat(readings.features()[0]).hasSize(InceptionNetwork.FEATURES);
        }
    }

    @Test
    void whereTheClassesAreTheAttributesValuesOneHeadSaysBoth() {
        NetworkSpec spec = InceptionNetwork.spec(data.training());

        assertThat(spec.layers().get(spec.layers().size() - 1))
                .isEqualTo(new Parallel.Spec(List.of(new Sequential.Spec(List.of()), new Dense.Spec(10))));
    }

    @Test
    void aClassifierThatIsTrainedAgainIsTheSame() throws IOException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        new ClassifierFolder(first, 1).train(data, List.of(), () -> false);
        new ClassifierFolder(second, 1).train(data, List.of(), () -> false);

        assertThat(first.resolve("weights.safetensors")).hasSameBinaryContentAs(second.resolve("weights.safetensors"));
    }

    @Test
    void anInterruptedTrainingLeavesNoClassifierAndGoesOnLater() throws IOException {
        ClassifierFolder kept = new ClassifierFolder(folder.resolve("classifier"), 1);

        assertThat(kept.train(data, List.of(), () -> true)).isEqualTo(new TrainingOutcome.Stopped(1));
        assertThat(kept.load(data)).isEmpty();
        kept.train(data, List.of(), () -> false);
        assertThat(kept.load(data)).isPresent();
    }

    @Test
    void aClassifierOfOtherDataOfAnotherFormOrWithAlteredWeightsIsRefused() throws IOException {
        Path place = folder.resolve("classifier");
        new ClassifierFolder(place, 1).train(data, List.of(), () -> false);
        Path network = place.resolve("network.json");
        String right = Files.readString(network);
        NetworkSpec small = new NetworkSpec(List.of(1L, 28L, 28L), 0, List.of(new Flatten.Spec(), new Dense.Spec(12)));
        Files.writeString(network, Json.pretty(small));
        assertThatThrownBy(() -> new ClassifierFolder(place, 1).load(data))
                .hasMessageContaining("another form: it gives 12 numbers");
        Files.writeString(network, right);

        DataSet other = written(3, 60);
        assertThatThrownBy(() -> new ClassifierFolder(place, 1).load(other)).hasMessageContaining("other data");

        Path weights = place.resolve("weights.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        assertThatThrownBy(() -> new ClassifierFolder(place, 1).load(data)).hasMessageContaining("was altered");
    }
}
