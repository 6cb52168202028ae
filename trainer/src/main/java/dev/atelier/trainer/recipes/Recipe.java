package dev.atelier.trainer.recipes;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;

/** How a model is trained: its networks, losses, optimisers and plan. The {@code method} says which learner takes it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "method")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AdversarialRecipe.class, name = "adversarial"),
    @JsonSubTypes.Type(value = VariationalRecipe.class, name = "variational"),
    @JsonSubTypes.Type(value = ProgressiveRecipe.class, name = "progressive"),
})
public sealed interface Recipe permits AdversarialRecipe, VariationalRecipe, ProgressiveRecipe {

    /** The kind of model, such as {@code cgan}. */
    String model();

    Plan plan();

    /** [channels, height, width] of the pictures that it learns from. */
    List<Long> picture();

    /** What the training ends with: of a model that grows its last phase, else all of it. */
    default Recipe last() {
        return this;
    }

    /** How real pictures are shown; as they are where empty. */
    default Optional<FramingSettings> framing() {
        return Optional.empty();
    }

    /** The same with another plan; stages of a model that grows keep what they say for themselves. */
    Recipe with(Plan other);

    /** The same, all of it with this many examples per step. */
    default Recipe withBatch(int batch) {
        return with(plan().withBatch(batch));
    }

    /** The same with at most this many examples per step; what takes fewer stays as it is. */
    default Recipe withBatchUpTo(int most) {
        return plan().batch() > most ? withBatch(most) : this;
    }

    /** The same, all of it with this many passes over the data, which a model that grows makes in each phase. */
    default Recipe withEpochs(int epochs) {
        return with(plan().withEpochs(epochs));
    }
}
