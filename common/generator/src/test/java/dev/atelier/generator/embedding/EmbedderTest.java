package dev.atelier.generator.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.contract.images.Picture;
import dev.atelier.contract.products.FeatureVector;
import dev.atelier.generator.layers.Conv2d;
import dev.atelier.generator.layers.Dense;
import dev.atelier.generator.layers.Flatten;
import dev.atelier.generator.layers.LayerSpec;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.layers.Relu;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EmbedderTest {

    private static Network network(LayerSpec... layers) {
        Network network = Network.of(new NetworkSpec(List.of(3L, 8L, 8L), 0, List.of(layers)));
        network.initialise(1);
        return network;
    }

    private static Network embedding() {
        return network(new Conv2d.Spec(4, 3, 2, 1), new Relu.Spec(), new Flatten.Spec(), new Dense.Spec(6));
    }

    private static List<Picture> pictures(int count) {
        Random random = new Random(1);
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] pixels = new byte[8 * 8 * 3];
            random.nextBytes(pixels);
            pictures.add(new Picture(8, 8, 3, pixels));
        }
        return pictures;
    }

    @Test
    void aPicturesVectorDoesNotDependOnItsMates() {
        List<Picture> pictures = pictures(Embedder.LARGEST_BATCH + 5);
        try (Embedder embedder = new Embedder(embedding())) {
            List<FeatureVector> together = embedder.embed(pictures);

            assertThat(together).hasSize(pictures.size()).doesNotHaveDuplicates();
            for (int i : new int[] {0, Embedder.LARGEST_BATCH, Embedder.LARGEST_BATCH + 4}) {
                FeatureVector alone = embedder.embed(List.of(pictures.get(i))).get(0);
                assertThat(alone.cosine(together.get(i))).isCloseTo(1, within(1e-6));
            }
            assertThat(embedder.embed(List.of())).isEmpty();
        }
    }

    @Test
    void picturesOfAnotherSizeAndNetworksOfAnotherKindAreRefused() {
        try (Embedder embedder = new Embedder(embedding())) {
            assertThatThrownBy(() -> embedder.embed(List.of(new Picture(8, 8, 1, new byte[64]))))
                    .hasMessageContaining("8×8×1");
        }
        assertThatThrownBy(() -> new Embedder(network(new Conv2d.Spec(4, 3, 2, 1))))
                .hasMessageContaining("into [4, 4, 4]");
    }
}
