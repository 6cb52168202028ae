package dev.atelier.generator.weights;

import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.Parameter;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network's numbers in a safetensors file: weights under their names in float16, running statistics in float32 (they are
 * few, and a variance may be larger than float16 holds).
 */
public final class NetworkWeights {

    private NetworkWeights() {}

    public static void write(Network network, WritableByteChannel channel) throws IOException {
        Stream<Tensor> weights = network.weights().members().stream().map(p -> tensor(p, TensorType.F16));
        Stream<Tensor> statistics = network.statistics().members().stream().map(p -> tensor(p, TensorType.F32));
        Safetensors.write(channel, Map.of(), Stream.concat(weights, statistics).toList());
    }

    /**
     * Puts a file's numbers into the network.
     *
     * @throws IOException where the file is damaged, or its tensors are not those of the network
     */
    public static void read(Path file, Network network) throws IOException {
        Safetensors saved = Safetensors.open(file);
        List<Parameter> parameters = Stream.concat(
                        network.weights().members().stream(), network.statistics().members().stream())
                .toList();
        Set<String> unknown = new TreeSet<>(saved.names());
        unknown.removeAll(parameters.stream().map(Parameter::name).collect(Collectors.toSet()));
        if (!unknown.isEmpty()) {
            throw new IOException(file + " holds tensors that the network does not have: " + unknown);
        }
        for (Parameter parameter : parameters) {
            float[] values = saved.read(parameter.name(), parameter.shape());
            try (INDArray source = Nd4j.createFromArray(values)) {
                parameter.value().assign(source.reshape('c', parameter.shape()));
            }
        }
    }

    private static Tensor tensor(Parameter parameter, TensorType type) {
        return new Tensor(parameter.name(), type, parameter.shape(), () -> parameter
                .value()
                .reshape('c', new long[] {parameter.length()})
                .toFloatVector());
    }
}
