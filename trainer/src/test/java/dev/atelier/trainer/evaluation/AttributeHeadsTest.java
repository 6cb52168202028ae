package dev.atelier.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.trainer.datasets.Classes;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.datasets.HeapPictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A classifier of noisy pictures: bright at the top or at the bottom, which their class says, and striped, which it doesn't. */
class AttributeHeadsTest {

    private static final int SIDE = 8;

    @TempDir
    Path folder;

    @Test
    void attributesThatNoClassNamesAreLearnedFromThePicturesOwn() throws IOException {
        DataSet data = new DataSet("halves", examples(640, 1), examples(100, 2), "00ff");
        ClassifierFolder kept = new ClassifierFolder(folder, 4);
        kept.train(data, List.of(), () -> false);

        try (Classifier classifier = kept.load(data).orElseThrow()) {
            RealSide real = RealSide.of(classifier, data);

            assertThat(classifier.features()).isEqualTo(InceptionNetwork.FEATURES);
            assertThat(real.labelMatch().total()).isGreaterThan(.9);
            assertThat(real.attributes().each().get("bright").overall().orElseThrow())
                    .isGreaterThan(.9);
            assertThat(real.attributes().each().get("texture").overall().orElseThrow())
                    .isGreaterThan(.9);
            assertThat(real.attributes().each().get("texture").perValue().get("rare"))
                    .isEmpty();
        }
        DataSet fewer = data.largestClasses(2);
        assertThatThrownBy(() -> kept.load(fewer)).hasMessageContaining("other data than this halves-largest-2");
    }

    private static Examples examples(int count, long seed) {
        AttributeSchema schema = AttributeSchema.of(
                Attribute.oneOf("bright", List.of("top", "bottom")),
                Attribute.manyOf("texture", List.of("striped", "rare")));
        Classes classes = new Classes(schema, List.of(named("top"), named("bottom")));
        Random random = new Random(seed);
        byte[] pixels = new byte[count * SIDE * SIDE];
        byte[] conditions = new byte[count * schema.conditionSize()];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(2);
            int striped = random.nextInt(2);
            conditions[4 * i + labels[i]] = 1;
            conditions[4 * i + 2] = (byte) striped;
            for (int p = 0; p < SIDE * SIDE; p++) {
                int bright = p / (SIDE * SIDE / 2) == labels[i] ? 120 : 40;
                int stripe = striped * (p % 2) * 80;
                pixels[i * SIDE * SIDE + p] = (byte) (bright + stripe + random.nextInt(40));
            }
        }
        return new Examples(classes, new HeapPictures(new PictureFormat(SIDE, SIDE, 1), pixels), conditions, labels);
    }

    private static Classes.Named named(String bright) {
        return new Classes.Named(bright, new Selection(Map.of("bright", List.of(bright)), List.of("texture")));
    }
}
