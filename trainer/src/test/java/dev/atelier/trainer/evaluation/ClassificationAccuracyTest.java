package dev.atelier.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.images.Picture;
import dev.atelier.generator.runtime.Generator;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.SmallFashionMnist;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassificationAccuracyTest {

    private static final int CLASSES = 10;

    @TempDir
    Path folder;

    private DataSet data;

    @BeforeEach
    void writeData() throws IOException {
        SmallFashionMnist.write(folder, CLASSES, 50);
        data = DataSet.read("fashion-mnist", Optional.of(folder));
    }

    @Test
    void picturesOfTheRightClassesTeachThem() throws IOException {
        assertThat(accuracy(new Copies(data, false), 640, 3)).isGreaterThan(.9);
    }

    @Test
    void picturesOfAnyClassTeachNothing() throws IOException {
        assertThat(accuracy(new Copies(data, true), 320, 1)).isLessThan(.4);
    }

    private double accuracy(Generator generator, int images, int epochs) throws IOException {
        return new ClassificationAccuracy(images, epochs, 1)
                .of(generator, Asked.of(data.test()), data, List.of(), () -> false);
    }

    /** Gives the training picture of the class that is asked for, or of one drawn at random. */
    private static final class Copies implements Generator {

        private final DataSet data;
        private final boolean anyClass;
        private final Random random = new Random(1);

        Copies(DataSet data, boolean anyClass) {
            this.data = data;
            this.anyClass = anyClass;
        }

        @Override
        public int conditionSize() {
            return CLASSES;
        }

        @Override
        public int latentSize() {
            return 1;
        }

        @Override
        public PictureFormat picture() {
            return new PictureFormat(28, 28, 1);
        }

        @Override
        public List<Picture> generate(float[][] conditions, float[][] latents) {
            List<Picture> pictures = new ArrayList<>();
            for (float[] condition : conditions) {
                int label = 0;
                while (condition[label] == 0) {
                    label++;
                }
                // The training picture with this index is of the class of this number.
                pictures.add(data.training().picture(anyClass ? random.nextInt(CLASSES) : label));
            }
            return pictures;
        }

        @Override
        public void close() {}
    }
}
