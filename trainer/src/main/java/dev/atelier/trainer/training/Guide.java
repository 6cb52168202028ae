package dev.atelier.trainer.training;

import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.generator.layers.Pass;
import dev.atelier.trainer.losses.AttributeCrossEntropy;
import dev.atelier.trainer.losses.Loss;
import dev.atelier.trainer.recipes.AdversarialRecipe.Guidance;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The classifier that learns from real pictures and pulls a generator towards the attributes that it was asked for. */
final class Guide {

    private final Guidance guidance;
    private final Trainee classifier;
    private final AttributeCrossEntropy loss;
    private final long seed;

    /**
     * @param schema of the data's conditions
     * @throws IllegalArgumentException where the classifier's outputs are not one for each value of the schema
     */
    Guide(Guidance guidance, AttributeSchema schema, long seed) {
        this.guidance = guidance;
        this.seed = seed;
        classifier = Trainee.of(
                "classifier",
                guidance.classifier().adam(),
                guidance.classifier().network(schema),
                seed);
        loss = new AttributeCrossEntropy(schema.attributes());
        long[] outputs = classifier.network().output();
        if (!Arrays.equals(outputs, new long[] {schema.conditionSize()})) {
            throw new IllegalArgumentException("the guiding classifier must have one output for each of the "
                    + schema.conditionSize() + " values, but has " + Arrays.toString(outputs));
        }
    }

    /**
     * One step on the batch's real pictures.
     *
     * @return the cross entropy before it
     */
    double learn(Batch batch, long step, double rateFactor) {
        INDArray real = batch.pictures();
        INDArray seen = augmentation(real, step, 0).map(a -> a.apply(real)).orElse(real);
        Pass pass = Pass.training(batch.conditions());
        Loss loss = classify(seen, batch, pass);
        classifier.network().weights().forgetGradients();
        classifier.network().backward(Nd4j.create(loss.gradient()), pass);
        classifier.advance(step, rateFactor);
        return loss.value();
    }

    /**
     * What the classifier wants of G, by the cross entropy of the generated pictures.
     *
     * @param generated one picture for each of the batch's conditions
     */
    Pull pull(INDArray generated, Batch batch, long step) {
        Optional<Augmentation> change = augmentation(generated, step, 1);
        Pass pass = Pass.frozen(batch.conditions());
        Loss loss = classify(change.map(a -> a.apply(generated)).orElse(generated), batch, pass);
        INDArray atSeen = classifier.network().backward(Nd4j.create(loss.gradient()), pass);
        INDArray atGenerated = change.map(a -> a.backward(atSeen)).orElse(atSeen);
        return new Pull(loss.value(), atGenerated.mul(guidance.weight()));
    }

    private Loss classify(INDArray pictures, Batch batch, Pass pass) {
        return loss.of(
                classifier.network().forward(pictures, pass).toFloatMatrix(),
                batch.conditions().toFloatMatrix());
    }

    /** @param part tells the changes of real and generated pictures apart */
    private Optional<Augmentation> augmentation(INDArray pictures, long step, int part) {
        return guidance.augmentation()
                .map(settings ->
                        new Augmentation(settings, pictures.shape(), seed * 0xD1342543DE82EF95L + step * 2 + part));
    }

    long multiplyAdds() {
        return classifier.network().multiplyAdds();
    }

    void putState(Map<String, INDArray> state) {
        classifier.putState(state);
    }

    void putNetwork(Map<String, INDArray> state) {
        classifier.putNetwork(state);
    }
}
