package dev.atelier.generator.layers;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A layer in words, as network.json holds it: {@code {"type": "dense", "units": 1024}}. Each layer class has its record
 * here; a new kind of layer is a class, its record, and a line below.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Sequential.Spec.class, name = "sequential"),
    @JsonSubTypes.Type(value = Sequential.Named.class, name = "named"),
    @JsonSubTypes.Type(value = Parallel.Spec.class, name = "parallel"),
    @JsonSubTypes.Type(value = Dense.Spec.class, name = "dense"),
    @JsonSubTypes.Type(value = Dense.PerValue.class, name = "dense-per-value"),
    @JsonSubTypes.Type(value = Conv2d.Spec.class, name = "conv2d"),
    @JsonSubTypes.Type(value = UpsampleConv2d.Spec.class, name = "upsample-conv2d"),
    @JsonSubTypes.Type(value = BatchNorm.Spec.class, name = "batch-norm"),
    @JsonSubTypes.Type(value = ConditionalBatchNorm.Spec.class, name = "conditional-batch-norm"),
    @JsonSubTypes.Type(value = SpectralNorm.Spec.class, name = "spectral-norm"),
    @JsonSubTypes.Type(value = Projection.Spec.class, name = "projection"),
    @JsonSubTypes.Type(value = SumPool.Spec.class, name = "sum-pool"),
    @JsonSubTypes.Type(value = LayerNorm.Spec.class, name = "layer-norm"),
    @JsonSubTypes.Type(value = Residual.Spec.class, name = "residual"),
    @JsonSubTypes.Type(value = Upsample.Spec.class, name = "upsample"),
    @JsonSubTypes.Type(value = AveragePool.Spec.class, name = "average-pool"),
    @JsonSubTypes.Type(value = JoinEmbedding.Spec.class, name = "join-embedding"),
    @JsonSubTypes.Type(value = JoinAttributes.Spec.class, name = "join-attributes"),
    @JsonSubTypes.Type(value = ConditioningAugmentation.Spec.class, name = "conditioning-augmentation"),
    @JsonSubTypes.Type(value = Fade.Spec.class, name = "fade"),
    @JsonSubTypes.Type(value = MultiplyEmbedding.Spec.class, name = "multiply-embedding"),
    @JsonSubTypes.Type(value = MinibatchDeviation.Spec.class, name = "minibatch-deviation"),
    @JsonSubTypes.Type(value = Relu.Spec.class, name = "relu"),
    @JsonSubTypes.Type(value = LeakyRelu.Spec.class, name = "leaky-relu"),
    @JsonSubTypes.Type(value = Sigmoid.Spec.class, name = "sigmoid"),
    @JsonSubTypes.Type(value = Tanh.Spec.class, name = "tanh"),
    @JsonSubTypes.Type(value = Reshape.Spec.class, name = "reshape"),
    @JsonSubTypes.Type(value = Flatten.Spec.class, name = "flatten"),
    @JsonSubTypes.Type(value = JoinCondition.Spec.class, name = "join-condition"),
    @JsonSubTypes.Type(value = JoinConditionChannel.Spec.class, name = "join-condition-channel"),
})
public sealed interface LayerSpec
        permits Sequential.Spec,
                Sequential.Named,
                Parallel.Spec,
                Dense.Spec,
                Dense.PerValue,
                Conv2d.Spec,
                UpsampleConv2d.Spec,
                BatchNorm.Spec,
                ConditionalBatchNorm.Spec,
                SpectralNorm.Spec,
                Projection.Spec,
                SumPool.Spec,
                LayerNorm.Spec,
                Residual.Spec,
                Upsample.Spec,
                AveragePool.Spec,
                JoinEmbedding.Spec,
                JoinAttributes.Spec,
                ConditioningAugmentation.Spec,
                Fade.Spec,
                MultiplyEmbedding.Spec,
                MinibatchDeviation.Spec,
                Relu.Spec,
                LeakyRelu.Spec,
                Sigmoid.Spec,
                Tanh.Spec,
                Reshape.Spec,
                Flatten.Spec,
                JoinCondition.Spec,
                JoinConditionChannel.Spec {

    /**
     * Builds the layer at a place in a network.
     *
     * @throws IllegalArgumentException where what arrives there has the wrong shape; names the place
     */
    Layer build(Site site);
}
