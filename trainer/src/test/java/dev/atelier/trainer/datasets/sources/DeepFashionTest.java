package dev.atelier.trainer.datasets.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.photos.Squares;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.DataSetException;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.datasets.Finding;
import dev.atelier.trainer.datasets.PreparedFolder;
import dev.atelier.trainer.datasets.preparation.Preparer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeepFashionTest {

    @TempDir
    Path folder;

    @Test
    void garmentsHaveTheirIdentifiersAndTheClassesThatShareSome() throws IOException {
        DataSet data = prepare(SmallDeepFashion.of(16), false).read();

        assertThat(data.schema().attributes())
                .containsExactly(
                        Attribute.oneOf("category", List.of("Skirt", "Tee")),
                        Attribute.manyOf("texture", List.of("zipped")),
                        Attribute.manyOf("part", List.of("neck", "v")));
        assertThat(data.training().classes().names()).containsExactly("Skirt neck v", "Tee neck v");
        assertThat(data.training().count()).isEqualTo(12);
        assertThat(data.test().count()).isEqualTo(4);
        float[] condition = new float[5];
        data.training().condition(0, condition, 0);
        assertThat(condition).as("a picture has more than its class shares").endsWith(1, 1, 1);
        assertThat(data.training().classes().condition(0)).containsExactly(1, 0, 0, 1, 1);
    }

    @Test
    void withTheAttributesOfClassesAloneGarmentsHaveNoOthers() throws IOException {
        Examples training = prepare(SmallDeepFashion.of(16), true).read().training();

        for (int i = 0; i < training.count(); i++) {
            float[] condition = new float[training.conditionSize()];
            training.condition(i, condition, 0);
            assertThat(condition).isEqualTo(training.classes().condition(training.label(i)));
        }
    }

    @Test
    void oddRowsAreLeftOutOrRemarkedUponWithTheirLines() throws IOException {
        String landmarks = "2  0 060 110  0 140 110  1 060 240  0 140 240";
        SmallDeepFashion data = SmallDeepFashion.of(16)
                .garment(3, " 1 -1  1  0", "050 100 150 250", landmarks, "train")
                .garment(1, " 1 -1  1  0", "250 100 290 250", landmarks, "train")
                .garment(1, " 1 -1  1  0", "-20 100 150 250", landmarks, "train")
                .garment(1, " 1 -1  1  0", "050 100 150 250", "2  2 000 000  2 000 000  2 000 000  2 000 000", "train")
                .garment(1, " 1 -1  1  0", "050 100 150 250", "1  0 060 110  0 140 110", "train")
                .garment(1, "-1 -1 -1  1", "050 100 150 250", landmarks, "train");

        PreparedFolder prepared = prepare(data, false);

        Map<String, Finding> skipped = byWhat(prepared.manifest().skipped());
        assertThat(skipped.get("category that is missing in the list of categories")
                        .first())
                .singleElement()
                .asString()
                .startsWith("line 19");
        assertThat(skipped.get("box outside the picture or tiny").first())
                .singleElement()
                .asString()
                .contains("250,100 to 290,250 in 200×300");
        assertThat(skipped.get("box or landmarks with another number of columns than there must be")
                        .count())
                .isEqualTo(1);
        assertThat(skipped.get("garment without an attribute").count()).isEqualTo(1);
        Map<String, Finding> remarks = byWhat(prepared.manifest().remarks());
        assertThat(remarks.get("box that reaches out of the picture, cut at its border")
                        .count())
                .isEqualTo(1);
        assertThat(remarks.get("fewer than three landmarks in the picture, so only the box is used")
                        .count())
                .isEqualTo(1);
    }

    private static Map<String, Finding> byWhat(List<Finding> findings) {
        return findings.stream().collect(Collectors.toMap(Finding::what, f -> f));
    }

    @Test
    void listsThatDisagreeInRowsOrOrderAreRefusedWithBothPlaces() throws IOException {
        SmallDeepFashion other = SmallDeepFashion.of(8);
        List<String> boxes = other.rows.get(SmallDeepFashion.BOXES);
        boxes.add(2, boxes.remove(3));
        assertRefused(other, "list_bbox.txt line 5 tells of", "list_category_img.txt line 5 tells of", "same order");

        SmallDeepFashion shorter = SmallDeepFashion.of(8);
        shorter.rows.get(SmallDeepFashion.ATTRIBUTES_OF).remove(7);
        assertRefused(shorter, "list_attr_img.txt", "list of 7 rows", "one of 8");
    }

    @Test
    void aListThatIsNotWhatItPromisesIsRefused() throws IOException {
        SmallDeepFashion missing = SmallDeepFashion.of(8);
        missing.rows.get(SmallDeepFashion.ATTRIBUTES_OF).set(4, "img/Item_1/img_00000004.jpg  1 -1  1");
        assertRefused(missing, "list_attr_img.txt line 7 has 3 values, expected 4");

        SmallDeepFashion text = SmallDeepFashion.of(8);
        text.rows.get(SmallDeepFashion.BOXES).set(1, "img/Item_0/img_00000001.jpg  1 two 3 4");
        assertRefused(text, "list_bbox.txt line 4", "no number");

        SmallDeepFashion part = SmallDeepFashion.of(8);
        part.rows.get(SmallDeepFashion.PARTS).set(0, "img/Item_0/img_00000000.jpg  learn");
        assertRefused(part, "list_eval_partition.txt line 3 says 'learn'");
    }

    @Test
    void aListThatEndsEarlyIsRefused() throws IOException {
        Path place = SmallDeepFashion.of(8).write(folder.resolve("data"));
        Path boxes = place.resolve(SmallDeepFashion.BOXES);
        List<String> lines = Files.readAllLines(boxes);
        Files.write(boxes, lines.subList(0, 6));

        assertThatThrownBy(() -> prepare(place, false))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("only 4 rows instead of the 8");
    }

    /** Give the zip file or folder as ATELIER_DEEPFASHION to run this. */
    @Test
    void theOfficialLayoutIsReadWhole() throws IOException {
        String place = System.getenv("ATELIER_DEEPFASHION");
        assumeThat(place)
                .as("the environment variable ATELIER_DEEPFASHION, the data set's zip file or folder")
                .isNotNull();

        DataSet data = prepare(Path.of(place), false).read();

        assertThat(data.schema().attributes().get(0).name()).isEqualTo("category");
        assertThat(data.training().classes().size()).isGreaterThan(10);
    }

    private void assertRefused(SmallDeepFashion data, String... parts) {
        assertThatThrownBy(() -> prepare(data, false))
                .isInstanceOf(DataSetException.class)
                .hasMessageContainingAll(parts);
    }

    private PreparedFolder prepare(SmallDeepFashion data, boolean classAttributesOnly) throws IOException {
        return prepare(data.write(Files.createTempDirectory(folder, "data")), classAttributesOnly);
    }

    private PreparedFolder prepare(Path from, boolean classAttributesOnly) throws IOException {
        Path out = Files.createTempDirectory(folder, "out").resolve("small");
        try (DeepFashion source =
                DeepFashion.open(from, new DeepFashion.Settings(4, classAttributesOnly), CutOut.BOX)) {
            return new Preparer("small", 32, Squares.PAD).prepare(source, out, (done, total) -> {});
        }
    }
}
