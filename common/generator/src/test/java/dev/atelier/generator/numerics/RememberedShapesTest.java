package dev.atelier.generator.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.BaseShapeInfoProvider;
import org.nd4j.linalg.factory.Nd4j;

class RememberedShapesTest {
    private static final long[] SHAPE = {2, 3};
    private static final long[] STRIDE = {3, 1};

    private final RememberedShapes shapes = new RememberedShapes();

    private Pair<DataBuffer, long[]> of(long[] shape, long[] stride, long ews, char order, DataType type) {
        return shapes.createShapeInformation(shape, stride, ews, order, type, false);
    }

    @Test
    void arraysOfEqualShapeHaveOneDescription() {
        assertThat(of(new long[] {2, 3}, new long[] {3, 1}, 1, 'c', DataType.FLOAT))
                .isSameAs(of(SHAPE, STRIDE, 1, 'c', DataType.FLOAT));
    }

    @Test
    void whatDiffersInAnythingHasItsOwn() {
        Pair<DataBuffer, long[]> usual = of(SHAPE, STRIDE, 1, 'c', DataType.FLOAT);

        assertThat(of(new long[] {3, 2}, STRIDE, 1, 'c', DataType.FLOAT)).isNotSameAs(usual);
        assertThat(of(SHAPE, new long[] {6, 2}, 1, 'c', DataType.FLOAT)).isNotSameAs(usual);
        assertThat(of(SHAPE, STRIDE, 2, 'c', DataType.FLOAT)).isNotSameAs(usual);
        assertThat(of(SHAPE, STRIDE, 1, 'f', DataType.FLOAT)).isNotSameAs(usual);
        assertThat(of(SHAPE, STRIDE, 1, 'c', DataType.DOUBLE)).isNotSameAs(usual);
        assertThat(shapes.createShapeInformation(SHAPE, STRIDE, 1, 'c', DataType.FLOAT, true))
                .isNotSameAs(usual);
    }

    @Test
    void aDescriptionIsWhatNd4jMakes() {
        var plain = new BaseShapeInfoProvider() {
            @Override
            public void purgeCache() {
                // It has none.
            }
        };
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE, DataType.LONG, DataType.BOOL}) {
            assertThat(of(SHAPE, STRIDE, 1, 'c', type).getSecond())
                    .isEqualTo(plain.createShapeInformation(SHAPE, STRIDE, 1, 'c', type, false)
                            .getSecond());
        }
        assertThat(shapes.createShapeInformation(SHAPE, STRIDE, 1, 'c', DataType.FLOAT, true)
                        .getSecond())
                .isEqualTo(plain.createShapeInformation(SHAPE, STRIDE, 1, 'c', DataType.FLOAT, true)
                        .getSecond());
    }

    /** Which provider ND4J takes is decided when it is loaded, so a process of its own has to tell. */
    @Test
    void aProcessThatLoadsTheBackendRemembersShapes() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Provider.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes())).contains(RememberedShapes.class.getName());
        assertThat(process.waitFor()).isZero();
    }

    /** Prints the class that describes shapes. */
    static final class Provider {

        private Provider() {}

        public static void main(String[] arguments) throws Backend.UnavailableException {
            Backend.load();
            System.out.println(Nd4j.getShapeInfoProvider().getClass().getName());
        }
    }
}
