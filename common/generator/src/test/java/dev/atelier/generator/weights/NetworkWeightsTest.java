package dev.atelier.generator.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.generator.layers.BatchNorm;
import dev.atelier.generator.layers.Dense;
import dev.atelier.generator.layers.LayerSpec;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.NetworkSpec;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkWeightsTest {

    @TempDir
    Path folder;

    @Test
    void aNetworkComesBackRoundedToHalfAndRoundsNoFurther() throws IOException {
        Network network = network(1, new Dense.Spec(4), new BatchNorm.Spec());
        network.statistics().members().get(1).value().assign(123456.789);
        Path first = write(network, "first");
        Network once = network(2, new Dense.Spec(4), new BatchNorm.Spec());
        NetworkWeights.read(first, once);
        Path second = write(once, "second");
        Network twice = network(3, new Dense.Spec(4), new BatchNorm.Spec());
        NetworkWeights.read(second, twice);

        assertThat(once.weights().flat().equalsWithEps(network.weights().flat(), 1e-4))
                .isTrue();
        assertThat(once.statistics().flat()).isEqualTo(network.statistics().flat());
        assertThat(twice.weights().flat()).isEqualTo(once.weights().flat());
        assertThat(first).hasSameBinaryContentAs(second);
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() throws IOException {
        Path file = write(network(1, new Dense.Spec(4), new BatchNorm.Spec()), "weights");

        assertThatThrownBy(() -> NetworkWeights.read(file, network(1, new Dense.Spec(4))))
                .hasMessageContaining("1.batch-norm.scale");
        assertThatThrownBy(() -> NetworkWeights.read(file, network(1, new Dense.Spec(5), new BatchNorm.Spec())))
                .hasMessageContaining("0.dense.weight")
                .hasMessageContaining("[3, 5]");
        assertThatThrownBy(() -> NetworkWeights.read(
                        file, network(1, new Dense.Spec(4), new BatchNorm.Spec(), new Dense.Spec(1))))
                .hasMessageContaining("2.dense.weight is missing");
    }

    private Path write(Network network, String name) throws IOException {
        Path file = folder.resolve(name);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            NetworkWeights.write(network, channel);
        }
        return file;
    }

    private static Network network(long seed, LayerSpec... layers) {
        Network network = Network.of(new NetworkSpec(List.of(3L), 0, List.of(layers)));
        network.initialise(seed);
        return network;
    }
}
