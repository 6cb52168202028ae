package dev.atelier.trainer.training;

import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.generator.layers.Network;
import dev.atelier.trainer.recipes.AdversarialRecipe;
import dev.atelier.trainer.recipes.Recipe;
import dev.atelier.trainer.recipes.VariationalRecipe;
import java.io.IOException;

/** A learner whose result makes pictures. */
public interface GenerativeLearner extends Learner {

    /** The part of a step in which the generating network makes its pictures. */
    String GENERATOR_FORWARD = "generator forward";

    /**
     * The learner that a recipe asks for; of a model that grows that of its last phase.
     *
     * @param schema of the data's conditions
     * @param clock is told of the parts of each step
     * @throws IllegalArgumentException where the recipe's networks don't go with each other
     */
    static GenerativeLearner of(Recipe recipe, AttributeSchema schema, StepClock clock) {
        Recipe last = recipe.last();
        return last instanceof VariationalRecipe variational
                ? new Variational(variational, schema, clock)
                : new Adversarial((AdversarialRecipe) last, schema, clock);
    }

    /**
     * Begins with other weights than those of the recipe's seed; what is not lent keeps its first values, optimisers and
     * averages start anew.
     */
    void beginWith(Beginning beginning) throws IOException;

    /** [channels, height, width] of what it makes. */
    long[] picture();

    /**
     * Multiply-adds of a step for each example of its batch. A backward walk for parameters and input counts as two forward
     * walks, one for the input alone as one.
     */
    long multiplyAdds();

    /**
     * The generating network with its averaged weights, which is what is shipped. The running statistics belong to the
     * weights of single steps, so those of the averaged ones are measured anew, over the run's first batches.
     *
     * @param count batches to measure over
     */
    Network averaged(Batches batches, int count);
}
