package dev.atelier.trainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.Attribute;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataSetTest {

    private static final Classes CLASSES = Classes.of(Attribute.oneOf("letter", List.of("a", "b", "c", "d")));

    /** One a, three b, two c and two d; the pixel is the picture's number. */
    private static final DataSet DATA =
            new DataSet("letters", examples(1, 3, 0, 2, 1, 3, 2, 1), examples(2, 0, 1, 0), "00ff");

    private static Examples examples(int... labels) {
        byte[] pixels = new byte[labels.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) i;
        }
        return Examples.of(CLASSES, new HeapPictures(new PictureFormat(1, 1, 1), pixels), labels);
    }

    @Test
    void theLargestClassesKeepTheirPicturesAndConditionsInBothParts() {
        DataSet two = DATA.largestClasses(2);

        assertThat(two.training().classes().names()).containsExactly("b", "c");
        assertThat(two.training().labels()).containsExactly(0, 1, 0, 1, 0);
        assertThat(two.test().labels()).containsExactly(1, 0);
        byte[] pixel = new byte[1];
        two.training().pictures().read(3, pixel, 0);
        assertThat(pixel[0]).isEqualTo((byte) 6);
        assertThat(two.training().condition(3)).containsExactly(0, 0, 1, 0);
        assertThat(two.schema()).isEqualTo(DATA.schema());
    }

    @Test
    void theyAreOtherDataThanAllAndThanFewer() {
        assertThat(DATA.largestClasses(3).name()).isEqualTo("letters-largest-3");
        assertThat(DATA.largestClasses(3).digest())
                .isNotEqualTo(DATA.digest())
                .isNotEqualTo(DATA.largestClasses(2).digest())
                .isEqualTo(DATA.largestClasses(3).digest());
    }

    @Test
    void moreClassesThanThereAreOrFewerThanTwoAreRefused() {
        assertThatThrownBy(() -> DATA.largestClasses(5))
                .hasMessageContaining("letters has 4 classes")
                .hasMessageContaining("2 to 4, not 5");
        assertThatThrownBy(() -> DATA.largestClasses(1)).hasMessageContaining("not 1");
    }
}
