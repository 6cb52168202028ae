package dev.atelier.generator.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {

    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsRead() throws IOException {
        float[] large = new float[700_000];
        for (int i = 0; i < large.length; i++) {
            large[i] = i * 0.5f;
        }
        Path file = write(
                tensor("a", TensorType.F32, new long[] {2, 3}, 1, 2, 3, 4, 5, 6.1f),
                tensor("half", TensorType.F16, new long[] {2}, 0.5f, -65504),
                new Tensor("large", TensorType.F32, new long[] {700, 1000}, () -> large),
                tensor("number", TensorType.F32, new long[] {}, 9));

        Safetensors read = Safetensors.open(file);

        assertThat(read.names()).containsExactlyInAnyOrder("a", "half", "large", "number");
        assertThat(read.read("a", 2, 3)).containsExactly(1, 2, 3, 4, 5, 6.1f);
        assertThat(read.read("half", 2)).containsExactly(0.5f, -65504);
        assertThat(read.read("large", 700, 1000)).isEqualTo(large);
        assertThat(read.read("number")).containsExactly(9);
        assertThat(read.type("half")).isEqualTo(TensorType.F16);
        assertThat(read.metadata()).containsExactly(Map.entry("step", "12"));
    }

    /** Bytes as other writers of the format make them. */
    @Test
    void aFileOfAnotherWriterIsRead() throws IOException {
        Path file = raw(
                "{\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]},"
                        + "\"a\":{\"dtype\":\"F16\",\"shape\":[1,2],\"data_offsets\":[0,4]}}",
                0x00,
                0x3C,
                0x00,
                0xC0,
                0x00,
                0x00,
                0x80,
                0x3F);

        Safetensors read = Safetensors.open(file);

        assertThat(read.read("a", 1, 2)).containsExactly(1, -2);
        assertThat(read.read("b", 1)).containsExactly(1);
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(write(
                tensor("a", TensorType.F32, new long[] {2}, 1, 2), tensor("b", TensorType.F16, new long[] {1}, 3)));
        for (int length = 0; length < whole.length; length++) {
            Path file = folder.resolve("cut");
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Safetensors.open(file))
                    .as("first %d of %d bytes", length, whole.length)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cut");
        }
    }

    /** Whatever one byte becomes, the file is refused or read as whole tensors; nothing else comes out. */
    @Test
    void anyOneChangedByteOfTheHeaderNeverDoesMoreThanRefuse() throws IOException {
        byte[] whole = Files.readAllBytes(write(
                tensor("a", TensorType.F32, new long[] {2}, 1, 2), tensor("b", TensorType.F16, new long[] {1}, 3)));
        Path file = folder.resolve("changed");
        int refused = 0;
        for (int at = 0; at < whole.length - 10; at++) {
            for (int flip : new int[] {0x01, 0x10, 0x80}) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) flip;
                Files.write(file, changed);
                try {
                    Safetensors read = Safetensors.open(file);
                    assertThat(read.names()).hasSizeLessThanOrEqualTo(2);
                } catch (IOException e) {
                    assertThat(e).hasMessageContaining("changed");
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(whole.length);
    }

    @Test
    void bytesAfterTheLastTensorAreRefused() throws IOException {
        assertRefused(
                raw("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 0, 0, 0, 0, 0),
                "1 bytes after");
    }

    @Test
    void overlappingTensorsAreRefused() throws IOException {
        assertRefused(
                raw(
                        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                                + "\"b\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[2,6]}}",
                        0,
                        0,
                        0,
                        0,
                        0,
                        0),
                "tensor b overlaps");
    }

    @Test
    void aGapIsRefused() throws IOException {
        assertRefused(
                raw("{\"a\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[2,4]}}", 0, 0, 0, 0),
                "tensor a leaves a gap");
    }

    @Test
    void anUnknownTypeIsRefused() throws IOException {
        assertRefused(
                raw("{\"a\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[0,2]}}", 0, 0), "'BF16'", "tensor a");
    }

    @Test
    void aShapeThatDoesNotFillItsBytesIsRefused() throws IOException {
        assertRefused(
                raw("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 0, 0, 0, 0),
                "tensor a",
                "needs 8 bytes");
    }

    @Test
    void aShapeBeyondAllNumbersIsRefused() throws IOException {
        assertRefused(
                raw("{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,4]}}", 0, 0, 0, 0),
                "tensor a",
                "impossible");
    }

    @Test
    void negativeNumbersAreRefused() throws IOException {
        assertRefused(raw("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", 0, 0, 0, 0), "'-1'");
    }

    @Test
    void aHeaderThatIsNotJsonIsRefused() throws IOException {
        assertRefused(raw("{\"a\":", 0, 0), "not JSON");
        assertRefused(raw("[1, 2]  ", 0, 0), "not a JSON object");
    }

    @Test
    void aTensorOfAnotherShapeOrNameIsRefused() throws IOException {
        Safetensors read = Safetensors.open(write(tensor("a", TensorType.F32, new long[] {2}, 1, 2)));

        assertThatThrownBy(() -> read.read("a", 1, 2)).hasMessageContaining("tensor a has the shape [2]");
        assertThatThrownBy(() -> read.read("b", 2)).hasMessageContaining("tensor b is missing");
    }

    @Test
    void twoTensorsOfOneNameAreNotWritten() {
        assertThatThrownBy(() -> write(
                        tensor("a", TensorType.F32, new long[] {1}, 1), tensor("a", TensorType.F32, new long[] {1}, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two tensors");
    }

    private Path write(Tensor... tensors) throws IOException {
        Path file = folder.resolve("tensors");
        Safetensors.write(file, Map.of("step", "12"), List.of(tensors));
        return file;
    }

    private Path raw(String header, int... data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        for (int value : data) {
            bytes.put((byte) value);
        }
        return Files.write(folder.resolve("raw"), bytes.array());
    }

    private static Tensor tensor(String name, TensorType type, long[] shape, float... values) {
        return new Tensor(name, type, shape, () -> values);
    }

    private static void assertRefused(Path file, String... parts) {
        assertThatThrownBy(() -> Safetensors.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(parts);
    }
}
