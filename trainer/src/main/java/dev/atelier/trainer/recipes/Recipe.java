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

    /** How real pictures are shown; as they are where empty. */
    default Optional<FramingSettings> framing() {
        return Optional.empty();
    }

    /** The same with another plan. */
    Recipe with(Plan other);
}
