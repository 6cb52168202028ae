package dev.atelier.trainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FashionMnistTest {

    @TempDir
    Path folder;

    @BeforeEach
    void writeASmallSet() throws IOException {
        SmallFashionMnist.write(folder, 30, 10);
    }

    @Test
    void picturesAndLabelsAreRead() throws DataSetException {
        FashionMnist data = FashionMnist.read(folder);

        assertThat(data.training().count()).isEqualTo(30);
        assertThat(data.test().count()).isEqualTo(10);
        assertThat(data.training().label(13)).isEqualTo(3);
        float[] picture = new float[784 + 1];
        data.training().picture(2, picture, 1);
        assertThat(picture[0]).isZero();
        assertThat(picture[1]).isEqualTo(SmallFashionMnist.pixel(2, 0) / 255f);
        assertThat(picture[784]).isEqualTo(SmallFashionMnist.pixel(2, 783) / 255f);
    }

    @Test
    void theDigestIsThatOfTheFiles() throws IOException {
        String digest = FashionMnist.read(folder).digest();
        assertThat(digest)
                .matches("[0-9a-f]{64}")
                .isEqualTo(FashionMnist.read(folder).digest());

        SmallFashionMnist.write(folder, 30, 20);
        assertThat(FashionMnist.read(folder).digest()).isNotEqualTo(digest);
    }

    @Test
    void aMissingFileIsNamedWithWhatToInstall() throws IOException {
        Files.delete(folder.resolve("t10k-labels-idx1-ubyte.gz"));

        assertThatThrownBy(() -> FashionMnist.find(Optional.of(folder)))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("t10k-labels-idx1-ubyte.gz")
                .hasMessageContaining("apt-get install dataset-fashion-mnist")
                .hasMessageContaining("npm");
    }

    @Test
    void aWrongMagicNumberIsRefused() throws IOException {
        rewrite("train-images-idx3-ubyte.gz", bytes -> bytes.put(2, (byte) 9));

        assertRefused("train-images-idx3-ubyte.gz", "0x00000903", "expected 0x00000803");
    }

    @Test
    void labelsInThePlaceOfPicturesAreRefused() throws IOException {
        Files.copy(
                folder.resolve("train-labels-idx1-ubyte.gz"),
                folder.resolve("train-images-idx3-ubyte.gz"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertRefused("train-images-idx3-ubyte.gz", "0x00000801", "3 dimensions");
    }

    @Test
    void anyTruncationOfTheCompressedFileIsRefused() throws IOException {
        Path file = folder.resolve("train-labels-idx1-ubyte.gz");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused("train-labels-idx1-ubyte.gz");
        }
    }

    @Test
    void fewerValuesThanTheHeaderPromisesAreRefused() throws IOException {
        byte[] raw = SmallFashionMnist.unzip(folder.resolve("train-images-idx3-ubyte.gz"));
        SmallFashionMnist.zip(folder.resolve("train-images-idx3-ubyte.gz"), Arrays.copyOf(raw, raw.length - 5));

        assertRefused("cut off", "23520 values", "23515");
    }

    @Test
    void moreValuesThanTheHeaderPromisesAreRefused() throws IOException {
        byte[] raw = SmallFashionMnist.unzip(folder.resolve("train-labels-idx1-ubyte.gz"));
        SmallFashionMnist.zip(folder.resolve("train-labels-idx1-ubyte.gz"), Arrays.copyOf(raw, raw.length + 1));

        assertRefused("goes on after the 30 values");
    }

    @Test
    void aHeaderThatPromisesTheWorldIsRefusedBeforeMemoryIsTaken() throws IOException {
        rewrite("train-images-idx3-ubyte.gz", bytes -> bytes.putInt(4, Integer.MAX_VALUE));

        assertRefused("train-images-idx3-ubyte.gz", "more than any such file");
    }

    @Test
    void aDimensionOfZeroIsRefused() throws IOException {
        rewrite("train-images-idx3-ubyte.gz", bytes -> bytes.putInt(8, 0));

        assertRefused("dimension 1");
    }

    @Test
    void picturesOfAnotherSizeAreRefused() throws IOException {
        rewrite("train-images-idx3-ubyte.gz", bytes -> bytes.putInt(8, 14).putInt(12, 56));

        assertRefused("56×14", "expected 28×28");
    }

    @Test
    void aLabelOutOfRangeIsRefusedWithItsPlace() throws IOException {
        rewrite("t10k-labels-idx1-ubyte.gz", bytes -> bytes.put(8 + 7, (byte) 10));

        assertRefused("t10k-labels-idx1-ubyte.gz", "picture 7", "label 10", "0 to 9");
    }

    @Test
    void aClassWithoutAPictureIsRefusedByName() throws IOException {
        rewrite("train-labels-idx1-ubyte.gz", bytes -> {
            for (int i = 0; i < 30; i++) {
                bytes.put(8 + i, (byte) (i % 8));
            }
        });

        assertRefused("train-labels-idx1-ubyte.gz", "no picture of class 8 (Bag)");
    }

    @Test
    void anotherNumberOfLabelsThanPicturesIsRefused() throws IOException {
        SmallFashionMnist.labels(folder.resolve("train-labels-idx1-ubyte.gz"), 29);

        assertRefused("30 pictures", "29 labels");
    }

    @Test
    void somethingThatIsNotGzipIsRefused() throws IOException {
        Files.writeString(folder.resolve("train-images-idx3-ubyte.gz"), "<html>404</html>");

        assertRefused("train-images-idx3-ubyte.gz", "not a whole gzip file");
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(() -> FashionMnist.read(folder))
                .isInstanceOf(DataSetException.class)
                .hasMessageContainingAll(parts);
    }

    private void rewrite(String name, java.util.function.Consumer<ByteBuffer> change) throws IOException {
        byte[] raw = SmallFashionMnist.unzip(folder.resolve(name));
        change.accept(ByteBuffer.wrap(raw));
        SmallFashionMnist.zip(folder.resolve(name), raw);
    }
}
