package dev.atelier.generator.layers;

import java.util.List;
import org.junit.jupiter.api.Test;

class GradientTest {

    private static final List<Long> VECTOR = List.of(7L);
    private static final List<Long> PICTURE = List.of(3L, 6L, 4L);

    @Test
    void denseIsDifferentiatedRight() {
        check(VECTOR, 0, new Dense.Spec(5));
    }

    @Test
    void denseWithOneOutputIsDifferentiatedRight() {
        check(VECTOR, 0, new Dense.Spec(1));
    }

    @Test
    void convolutionOfTheSameSizeIsDifferentiatedRight() {
        check(PICTURE, 0, Conv2d.Spec.same(4, 3));
    }

    @Test
    void convolutionWithAStrideIsDifferentiatedRight() {
        check(PICTURE, 0, new Conv2d.Spec(5, 4, 2, 1));
    }

    @Test
    void convolutionWithoutPaddingIsDifferentiatedRight() {
        check(PICTURE, 0, new Conv2d.Spec(2, 3, 1, 0));
    }

    @Test
    void upsamplingConvolutionIsDifferentiatedRight() {
        check(PICTURE, 0, new UpsampleConv2d.Spec(5));
    }

    @Test
    void upsamplingConvolutionToOneChannelIsDifferentiatedRight() {
        check(PICTURE, 0, new UpsampleConv2d.Spec(1));
    }

    @Test
    void batchNormalisationOfVectorsIsDifferentiatedThroughMeanAndVariance() {
        check(VECTOR, 0, new BatchNorm.Spec());
    }

    @Test
    void batchNormalisationOfPicturesIsDifferentiatedThroughMeanAndVariance() {
        check(PICTURE, 0, new BatchNorm.Spec());
    }

    @Test
    void reluIsDifferentiatedRight() {
        check(PICTURE, 0, new Relu.Spec());
    }

    @Test
    void leakyReluIsDifferentiatedRight() {
        check(PICTURE, 0, new LeakyRelu.Spec(0.2));
    }

    @Test
    void sigmoidIsDifferentiatedRight() {
        check(PICTURE, 0, new Sigmoid.Spec());
    }

    @Test
    void tanhIsDifferentiatedRight() {
        check(VECTOR, 0, new Tanh.Spec());
    }

    @Test
    void joinedConditionIsDifferentiatedRight() {
        check(VECTOR, 4, new JoinCondition.Spec(), new Dense.Spec(3));
    }

    @Test
    void conditionAsAChannelIsDifferentiatedRight() {
        check(PICTURE, 4, new JoinConditionChannel.Spec(), Conv2d.Spec.same(2, 3));
    }

    @Test
    void aWholeGeneratorIsDifferentiatedRight() {
        check(
                VECTOR,
                4,
                new JoinCondition.Spec(),
                new Dense.Spec(12),
                new BatchNorm.Spec(),
                new Sequential.Spec(List.of(new Tanh.Spec(), Reshape.Spec.picture(3, 2, 2))),
                new UpsampleConv2d.Spec(2),
                new Sigmoid.Spec());
    }

    @Test
    void aWholeDiscriminatorIsDifferentiatedRight() {
        check(
                List.of(1L, 8L, 8L),
                4,
                new JoinConditionChannel.Spec(),
                new Conv2d.Spec(4, 4, 2, 1),
                new BatchNorm.Spec(),
                new LeakyRelu.Spec(0.2),
                new Flatten.Spec(),
                new Dense.Spec(1));
    }

    @Test
    void branchesSideBySideAreDifferentiatedRight() {
        check(
                PICTURE,
                4,
                new Parallel.Spec(List.of(
                        Conv2d.Spec.same(2, 1),
                        new Sequential.Spec(List.of(Conv2d.Spec.same(2, 3), new Tanh.Spec())),
                        new JoinConditionChannel.Spec())));
    }

    @Test
    void twoHeadsAreDifferentiatedRight() {
        check(VECTOR, 0, new Parallel.Spec(List.of(new Dense.Spec(1), new Dense.Spec(4))));
    }

    @Test
    void conditionalBatchNormalisationOfPicturesIsDifferentiatedRight() {
        check(PICTURE, 4, new ConditionalBatchNorm.Spec());
    }

    @Test
    void conditionalBatchNormalisationOfVectorsIsDifferentiatedRight() {
        check(VECTOR, 4, new ConditionalBatchNorm.Spec());
    }

    @Test
    void sumPoolingIsDifferentiatedRight() {
        check(PICTURE, 0, new SumPool.Spec());
    }

    @Test
    void projectionIsDifferentiatedRight() {
        check(VECTOR, 4, new Projection.Spec());
    }

    @Test
    void spectrallyNormalisedConvolutionIsDifferentiatedThroughItsNorm() {
        check(PICTURE, 0, new SpectralNorm.Spec(new Conv2d.Spec(5, 4, 2, 1)), new Tanh.Spec());
    }

    @Test
    void severalSpectrallyNormalisedWeightsAreDifferentiatedThroughTheirNorms() {
        check(
                PICTURE,
                4,
                new Flatten.Spec(),
                new SpectralNorm.Spec(new Sequential.Spec(List.of(new Dense.Spec(6), new Tanh.Spec()))),
                new SpectralNorm.Spec(new Projection.Spec()));
    }

    @Test
    void layerNormalisationOfPicturesIsDifferentiatedRight() {
        check(PICTURE, 0, new LayerNorm.Spec());
    }

    @Test
    void layerNormalisationOfVectorsIsDifferentiatedRight() {
        check(VECTOR, 0, new LayerNorm.Spec());
    }

    @Test
    void anUpsamplingResidualBlockIsDifferentiatedRight() {
        check(PICTURE, 4, Residual.Spec.up(2, new ConditionalBatchNorm.Spec()), new Tanh.Spec());
    }

    @Test
    void aDownsamplingResidualBlockIsDifferentiatedRight() {
        check(PICTURE, 0, new Tanh.Spec(), Residual.Spec.down(2, 0.1));
    }

    @Test
    void aResidualBlockAroundNothingAddsItsInput() {
        check(PICTURE, 0, new Residual.Spec(List.of(Conv2d.Spec.same(3, 3)), List.of()), new Tanh.Spec());
    }

    @Test
    void joinedEmbeddingIsDifferentiatedRight() {
        check(VECTOR, 4, new JoinEmbedding.Spec(3), new Dense.Spec(2));
    }

    @Test
    void multipliedEmbeddingIsDifferentiatedRight() {
        check(VECTOR, 4, new MultiplyEmbedding.Spec(), new Dense.Spec(2));
    }

    @Test
    void joinedAttributesAreDifferentiatedRight() {
        new GradientCheck(new NetworkSpec(
                        VECTOR,
                        5,
                        List.of(2, 3),
                        List.of(new Dense.Spec(4), new JoinAttributes.Spec(3), new Tanh.Spec(), new Dense.Spec(2))))
                .run();
    }

    @Test
    void conditioningAugmentationIsDifferentiatedRightWithItsPenalty() {
        check(VECTOR, 4, new ConditioningAugmentation.Spec(3, 0.7), new Tanh.Spec(), new Dense.Spec(2));
    }

    @Test
    void aFadeIsDifferentiatedThroughBothWays() {
        check(
                PICTURE,
                0,
                new Fade.Spec(
                        List.of(Conv2d.Spec.same(2, 1), new Upsample.Spec()),
                        List.of(new UpsampleConv2d.Spec(4), new Tanh.Spec(), Conv2d.Spec.same(2, 1))),
                new Tanh.Spec());
    }

    @Test
    void minibatchDeviationIsDifferentiatedRight() {
        check(PICTURE, 0, new MinibatchDeviation.Spec(), Conv2d.Spec.same(2, 3));
        check(VECTOR, 0, new MinibatchDeviation.Spec(), new Dense.Spec(2));
    }

    private static void check(List<Long> input, int conditionSize, LayerSpec... layers) {
        new GradientCheck(new NetworkSpec(input, conditionSize, List.of(layers))).run();
    }
}
