package dev.atelier.generator.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atelier.contract.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkSpecTest {

    @Test
    void everyLayerComesBackFromItsJson() throws JsonProcessingException {
        NetworkSpec spec = new NetworkSpec(
                List.of(62L),
                10,
                List.of(
                        new JoinCondition.Spec(),
                        new Dense.Spec(32),
                        new BatchNorm.Spec(1e-3),
                        new Relu.Spec(),
                        Reshape.Spec.picture(2, 4, 4),
                        new UpsampleConv2d.Spec(3),
                        new LeakyRelu.Spec(0.1),
                        new JoinConditionChannel.Spec(),
                        new Conv2d.Spec(4, 3, 1, 1),
                        new Tanh.Spec(),
                        new Flatten.Spec(),
                        new Sequential.Spec(List.of(new Dense.Spec(1), new Sigmoid.Spec())),
                        new Sequential.Named("end", List.of(new Dense.Spec(1)))));

        assertThat(Json.mapper().readValue(Json.pretty(spec), NetworkSpec.class))
                .isEqualTo(spec);
    }

    @Test
    void theAttributesSizesAddUpToTheConditions() throws JsonProcessingException {
        NetworkSpec spec = new NetworkSpec(List.of(2L), 5, List.of(2, 3), List.of(new JoinAttributes.Spec(4)));

        assertThat(Json.mapper().readValue(Json.pretty(spec), NetworkSpec.class))
                .isEqualTo(spec);
        assertThatThrownBy(() -> new NetworkSpec(List.of(2L), 5, List.of(2, 2), spec.layers()))
                .hasMessageContaining("must add up to the conditionSize, 5");
    }

    @Test
    void layersAreCalledByTheirKebabCaseNames() throws JsonProcessingException {
        String json = """
                {"input": [3], "conditionSize": 0, "layers": [
                  {"type": "dense", "units": 8},
                  {"type": "reshape", "shape": [2, 2, 2]},
                  {"type": "upsample-conv2d", "filters": 1},
                  {"type": "leaky-relu", "slope": 0.2},
                  {"type": "batch-norm", "epsilon": 1.0E-5}]}
                """;

        assertThat(Json.mapper().readValue(json, NetworkSpec.class).layers())
                .containsExactly(
                        new Dense.Spec(8),
                        new Reshape.Spec(List.of(2L, 2L, 2L)),
                        new UpsampleConv2d.Spec(1),
                        new LeakyRelu.Spec(0.2),
                        new BatchNorm.Spec(1e-5));
    }

    @Test
    void namedLayersKeepTheNamesOfTheirParametersWhereverTheyAre() {
        LayerSpec named = new Sequential.Named("block-4", List.of(new Dense.Spec(2)));
        List<LayerSpec> deeper = List.of(new Relu.Spec(), new Fade.Spec(List.of(new Dense.Spec(2)), List.of(named)));

        assertThat(parameters(List.of(named))).containsExactly("block-4.0.dense.weight", "block-4.0.dense.bias");
        assertThat(parameters(deeper)).contains("block-4.0.dense.weight", "1.old.0.dense.weight");
    }

    @Test
    void twoParametersOfOneNameAreRefused() {
        LayerSpec named = new Sequential.Named("block", List.of(new Dense.Spec(2)));

        assertThatThrownBy(() -> parameters(List.of(named, named))).hasMessageContaining("block.0.dense.weight");
    }

    private static List<String> parameters(List<LayerSpec> layers) {
        try (Network network = Network.of(new NetworkSpec(List.of(2L), 0, layers))) {
            return network.weights().members().stream().map(Parameter::name).toList();
        }
    }

    @Test
    void anUnknownTypeIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> layer("{\"type\": \"dens\", \"units\": 8}"))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("'dens'")
                .hasMessageContaining("dense");
    }

    @Test
    void anUnknownKeyIsRefused() {
        assertThatThrownBy(() -> layer("{\"type\": \"dense\", \"unit\": 8}"))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("unit");
    }

    @Test
    void aMissingKeyIsRefused() {
        assertThatThrownBy(() -> layer("{\"type\": \"leaky-relu\"}"))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("slope");
    }

    @Test
    void anImpossibleValueIsRefused() {
        assertThatThrownBy(() -> layer("{\"type\": \"dense\", \"units\": 0}"))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("at least one unit");
    }

    @Test
    void aLayerThatDoesNotFitItsPlaceIsNamed() {
        NetworkSpec spec = new NetworkSpec(List.of(1L, 4L, 4L), 0, List.of(new Relu.Spec(), new Dense.Spec(3)));

        assertThatThrownBy(() -> Network.of(spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("layer 1.")
                .hasMessageContaining("[1, 4, 4]")
                .hasMessageContaining("flatten");
    }

    @Test
    void aConditionThatTheNetworkDoesNotHaveIsRefused() {
        NetworkSpec spec = new NetworkSpec(List.of(4L), 0, List.of(new JoinCondition.Spec()));

        assertThatThrownBy(() -> Network.of(spec)).hasMessageContaining("without any");
    }

    private static LayerSpec layer(String json) throws JsonProcessingException {
        return Json.mapper().readValue(json, LayerSpec.class);
    }
}
