package dev.atelier.trainer.losses;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a discriminator and a generator want of D's logits, [batch, 1] each; the parts of D's loss are added up. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Minimax.class, name = "minimax"),
    @JsonSubTypes.Type(value = LeastSquares.class, name = "least-squares"),
    @JsonSubTypes.Type(value = ThreePartLeastSquares.class, name = "three-part-least-squares"),
    @JsonSubTypes.Type(value = Hinge.class, name = "hinge"),
})
public sealed interface AdversarialLoss permits Minimax, LeastSquares, ThreePartLeastSquares, Hinge {

    /** D's loss on real pictures with their own conditions. */
    Loss real(float[][] logits);

    /** D's loss on generated pictures. */
    Loss generated(float[][] logits);

    /** G's loss on its pictures. */
    Loss generator(float[][] logits);

    /** Whether D is also shown real pictures with the conditions of others, which it should refuse like generated ones. */
    default boolean judgesMismatches() {
        return false;
    }
}
