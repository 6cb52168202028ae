package dev.atelier.generator.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The safetensors format, so that weights can be read by any other tool: eight bytes with the length of a JSON header
 * (little endian), the header {@code {name: {"dtype", "shape", "data_offsets": [from, to]}}} with an optional {@code
 * "__metadata__"} of strings, then the numbers, little endian, without gaps.
 *
 * <p>A file is checked as a whole when it is opened: a torn, overlapping or otherwise impossible one is refused with the
 * tensor's name and what is wrong.
 */
public final class Safetensors {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String METADATA = "__metadata__";
    private static final int CHUNK = 1 << 20;
    private static final long LARGEST_HEADER = 100_000_000;

    private final Path file;
    private final long dataStart;
    private final Map<String, Place> places;
    private final Map<String, String> metadata;

    private record Place(TensorType type, long[] shape, long from, long to) {}

    private Safetensors(Path file, long dataStart, Map<String, Place> places, Map<String, String> metadata) {
        this.file = file;
        this.dataStart = dataStart;
        this.places = places;
        this.metadata = metadata;
    }

    /** Writes a new file and makes sure that it is on the disk; an existing one is overwritten. */
    public static void write(Path file, Map<String, String> metadata, List<Tensor> tensors) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            write(channel, metadata, tensors);
            channel.force(true);
        }
    }

    /** Writes to anything that takes bytes. */
    public static void write(WritableByteChannel channel, Map<String, String> metadata, List<Tensor> tensors)
            throws IOException {
        byte[] header = header(metadata, tensors);
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(header.length).flip();
        drain(channel, buffer);
        drain(channel, ByteBuffer.wrap(header));
        for (Tensor tensor : tensors) {
            write(channel, buffer, tensor);
        }
    }

    private static void write(WritableByteChannel channel, ByteBuffer buffer, Tensor tensor) throws IOException {
        float[] values = tensor.values().get();
        if (values.length != length(tensor.shape())) {
            throw new IllegalArgumentException("tensor " + tensor.name() + " has " + values.length
                    + " values, its shape says " + Arrays.toString(tensor.shape()));
        }
        buffer.clear();
        for (float value : values) {
            if (buffer.remaining() < tensor.type().bytes()) {
                buffer.flip();
                drain(channel, buffer);
                buffer.clear();
            }
            tensor.type().put(value, buffer);
        }
        buffer.flip();
        drain(channel, buffer);
    }

    private static byte[] header(Map<String, String> metadata, List<Tensor> tensors) throws JsonProcessingException {
        ObjectNode root = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode node = root.putObject(METADATA);
            new TreeMap<>(metadata).forEach(node::put);
        }
        long offset = 0;
        for (Tensor tensor : tensors) {
            if (root.has(tensor.name())) {
                throw new IllegalArgumentException("two tensors are called " + tensor.name());
            }
            ObjectNode node = root.putObject(tensor.name());
            node.put("dtype", tensor.type().name());
            ArrayNode shape = node.putArray("shape");
            Arrays.stream(tensor.shape()).forEach(shape::add);
            long end = offset + length(tensor.shape()) * tensor.type().bytes();
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = JSON.writeValueAsBytes(root);
        // Spaces up to a multiple of 8, as the format's own library does: the numbers start aligned.
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    /**
     * Reads and checks the header.
     *
     * @throws IOException where the file is not whole and consistent; the message names it and the tensor
     */
    public static Safetensors open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < 8) {
                throw broken(file, "it has " + size + " bytes, too few for a header");
            }
            long headerLength = fill(channel, 0, 8).getLong();
            if (headerLength < 2 || headerLength > Math.min(size - 8, LARGEST_HEADER)) {
                throw broken(file, "it says that its header has " + headerLength + " bytes, but the file has " + size);
            }
            byte[] header = fill(channel, 8, (int) headerLength).array();
            long dataStart = 8 + headerLength;
            Map<String, Place> places = new TreeMap<>();
            Map<String, String> metadata = new TreeMap<>();
            parse(file, header, places, metadata);
            checkCoverage(file, places, size - dataStart);
            return new Safetensors(file, dataStart, places, metadata);
        }
    }

    private static void parse(Path file, byte[] header, Map<String, Place> places, Map<String, String> metadata)
            throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(new String(header, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw broken(file, "its header is not JSON: " + e.getOriginalMessage());
        }
        if (!root.isObject()) {
            throw broken(file, "its header is not a JSON object");
        }
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (entry.getKey().equals(METADATA)) {
                for (Map.Entry<String, JsonNode> item : entry.getValue().properties()) {
                    metadata.put(item.getKey(), item.getValue().asText());
                }
            } else {
                places.put(entry.getKey(), place(file, entry.getKey(), entry.getValue()));
            }
        }
    }

    private static Place place(Path file, String name, JsonNode node) throws IOException {
        String typeName = node.path("dtype").asText();
        TensorType type = Arrays.stream(TensorType.values())
                .filter(t -> t.name().equals(typeName))
                .findFirst()
                .orElseThrow(() -> broken(
                        file,
                        "tensor " + name + " has the dtype '" + typeName + "'; known are "
                                + Arrays.toString(TensorType.values())));
        long[] shape = numbers(file, name, node.path("shape"), "shape");
        long[] offsets = numbers(file, name, node.path("data_offsets"), "data_offsets");
        if (offsets.length != 2 || offsets[0] > offsets[1]) {
            throw broken(
                    file,
                    "tensor " + name + " has the data_offsets " + Arrays.toString(offsets) + ", not a from and a to");
        }
        long needed;
        try {
            needed = Math.multiplyExact(length(shape), (long) type.bytes());
        } catch (ArithmeticException e) {
            throw broken(file, "tensor " + name + " has the impossible shape " + Arrays.toString(shape));
        }
        if (offsets[1] - offsets[0] != needed) {
            throw broken(
                    file,
                    "tensor " + name + " of shape " + Arrays.toString(shape) + " and type " + type + " needs " + needed
                            + " bytes, its data_offsets give " + (offsets[1] - offsets[0]));
        }
        return new Place(type, shape, offsets[0], offsets[1]);
    }

    private static long[] numbers(Path file, String name, JsonNode node, String key) throws IOException {
        if (!node.isArray()) {
            throw broken(file, "tensor " + name + " has no list '" + key + "'");
        }
        long[] numbers = new long[node.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!node.get(i).canConvertToLong()
                    || !node.get(i).isIntegralNumber()
                    || node.get(i).asLong() < 0) {
                throw broken(file, "tensor " + name + " has '" + node.get(i) + "' in its " + key);
            }
            numbers[i] = node.get(i).asLong();
        }
        return numbers;
    }

    /** The tensors must fill the data part exactly, one after the other. */
    private static void checkCoverage(Path file, Map<String, Place> places, long dataLength) throws IOException {
        long end = 0;
        List<Map.Entry<String, Place>> inOrder = places.entrySet().stream()
                .sorted((a, b) -> a.getValue().from() != b.getValue().from()
                        ? Long.compare(a.getValue().from(), b.getValue().from())
                        : Long.compare(a.getValue().to(), b.getValue().to()))
                .toList();
        for (Map.Entry<String, Place> entry : inOrder) {
            Place place = entry.getValue();
            if (place.to() > dataLength) {
                throw broken(
                        file,
                        "it is cut off: tensor " + entry.getKey() + " ends at byte " + place.to()
                                + " of the data, there are " + dataLength);
            }
            if (place.from() != end) {
                throw broken(
                        file,
                        "tensor " + entry.getKey() + (place.from() < end ? " overlaps" : " leaves a gap after")
                                + " the one before: it starts at byte " + place.from() + ", expected " + end);
            }
            end = place.to();
        }
        if (end != dataLength) {
            throw broken(file, "it has " + (dataLength - end) + " bytes after its last tensor");
        }
    }

    public Set<String> names() {
        return places.keySet();
    }

    public Map<String, String> metadata() {
        return metadata;
    }

    public TensorType type(String name) throws IOException {
        return find(name).type();
    }

    /**
     * The numbers of one tensor.
     *
     * @throws IOException where there is no such tensor, or it has another shape
     */
    public float[] read(String name, long... expectedShape) throws IOException {
        Place place = find(name);
        if (!Arrays.equals(place.shape(), expectedShape)) {
            throw broken(
                    file,
                    "tensor " + name + " has the shape " + Arrays.toString(place.shape()) + ", expected "
                            + Arrays.toString(expectedShape));
        }
        float[] values = new float[Math.toIntExact(length(place.shape()))];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int perChunk = CHUNK / place.type().bytes();
            for (int done = 0; done < values.length; done += perChunk) {
                int count = Math.min(perChunk, values.length - done);
                long position =
                        dataStart + place.from() + (long) done * place.type().bytes();
                ByteBuffer buffer = fill(channel, position, count * place.type().bytes());
                for (int i = 0; i < count; i++) {
                    values[done + i] = place.type().get(buffer);
                }
            }
        }
        return values;
    }

    private Place find(String name) throws IOException {
        Place place = places.get(name);
        if (place == null) {
            throw broken(file, "tensor " + name + " is missing");
        }
        return place;
    }

    private static long length(long[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    private static ByteBuffer fill(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("the file ended while it was read");
            }
        }
        return buffer.flip();
    }

    private static void drain(WritableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static IOException broken(Path file, String what) {
        return new IOException(file + " is not a readable safetensors file: " + what);
    }
}
