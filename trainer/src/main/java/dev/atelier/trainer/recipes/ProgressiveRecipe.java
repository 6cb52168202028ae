package dev.atelier.trainer.recipes;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.losses.AdversarialLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a progressively growing GAN (Karras et al. 2018) is trained: it begins with the first stage's small pictures; each further
 * stage, of pictures twice as large, is faded in first and then trained in full.
 *
 * @param plan learning rates fall within each phase that is not one of fading, so that every finished stage is worth
 *     keeping; batch and epochs are for stages that don't say theirs
 * @param conditions whether networks are told all attributes of a picture or only what its class says
 * @param consistency what G's pictures should have in common; empty for nothing
 * @param guidance where a classifier pulls G as well; its layers must take pictures of any stage's side, whatever {@code input}
 *     says
 * @param augmentation where D is shown changed pictures only
 * @param framing how real pictures are shown; as they are where empty
 * @param stagesUpTo side of the last stage that is trained; where empty all are
 * @param stages from the smallest pictures to the largest
 */
public record ProgressiveRecipe(
        String model,
        Plan plan,
        AdversarialLoss loss,
        Conditions conditions,
        Optional<List<Consistency>> consistency,
        Optional<AdversarialRecipe.Guidance> guidance,
        Optional<AugmentationSettings> augmentation,
        Optional<FramingSettings> framing,
        GrowingGenerator generator,
        GrowingDiscriminator discriminator,
        Optional<Integer> stagesUpTo,
        List<Stage> stages)
        implements Recipe {

    /** What the networks are told of a picture. */
    public enum Conditions {
        /** All of its attributes. */
        @JsonProperty("all")
        ALL,
        /** Those that all pictures of its class share. */
        @JsonProperty("class")
        CLASS;

        /**
         * By the recipe in a model's manifest.
         *
         * @param recipe of any model; those that don't grow are told everything
         */
        public static Conditions of(JsonNode recipe) {
            return recipe.path("conditions").asText().equals("class") ? CLASS : ALL;
        }

        /** The data as the networks see them, in training and when they are measured. */
        public DataSet told(DataSet data) {
            return this == CLASS ? data.ofClassesAlone() : data;
        }
    }

    public ProgressiveRecipe {
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("a progressive recipe needs at least one stage");
        }
        if (stages.get(0).fading().isPresent()) {
            throw new IllegalArgumentException("there is nothing that the first stage could be faded in from");
        }
        if (stagesUpTo.isPresent() && stages.stream().noneMatch(s -> s.side() == stagesUpTo.get())) {
            throw new IllegalArgumentException("there is no stage of " + stagesUpTo.get()
                    + " pixels in this recipe; its stages are "
                    + stages.stream().map(Stage::side).toList());
        }
        for (int i = 1; i < stages.size(); i++) {
            if (stages.get(i).side() != 2 * stages.get(i - 1).side()) {
                throw new IllegalArgumentException("each stage's side must be twice the one before, but "
                        + stages.get(i).side() + " comes after "
                        + stages.get(i - 1).side());
            }
        }
    }

    /**
     * The same, trained up to the stage of this side.
     *
     * @throws IllegalArgumentException where there is no such stage; says which there are
     */
    public ProgressiveRecipe upTo(int side) {
        return new ProgressiveRecipe(
                model,
                plan,
                loss,
                conditions,
                consistency,
                guidance,
                augmentation,
                framing,
                generator,
                discriminator,
                Optional.of(side),
                stages);
    }

    /** In the order of training: of each stage but the first it is faded in, then in full. */
    public List<Phase> phases() {
        List<Phase> phases = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            if (i > 0 && stagesUpTo.equals(Optional.of(stages.get(i - 1).side()))) {
                break;
            }
            List<Stage> until = stages.subList(0, i + 1);
            if (i > 0) {
                phases.add(phase(until, true, phases.size()));
            }
            phases.add(phase(until, false, phases.size()));
        }
        return phases;
    }

    @Override
    public AdversarialRecipe last() {
        List<Phase> phases = phases();
        return phases.get(phases.size() - 1).recipe();
    }

    /** @param number of the phase; each has its own randomness */
    private Phase phase(List<Stage> until, boolean fading, int number) {
        Stage stage = until.get(until.size() - 1);
        Plan itsPlan = new Plan(
                plan.seed() + 1_000_003L * number,
                stage.batch().orElse(plan.batch()),
                (fading ? stage.fading() : stage.steady()).orElse(plan.epochs()),
                fading ? 1 : plan.ratesFallFrom(),
                plan.averaging());
        TrainedNetwork d = fading ? discriminator.fading(until) : discriminator.steady(until);
        return new Phase(
                stage.side(),
                fading,
                new AdversarialRecipe(
                        model,
                        itsPlan,
                        loss,
                        guidance.map(g -> g.taking(d.input())),
                        consistency,
                        augmentation,
                        framing,
                        fading ? generator.fading(until) : generator.steady(until),
                        d));
    }

    /** Of the last stage. */
    @Override
    public List<Long> picture() {
        return last().picture();
    }

    @Override
    public ProgressiveRecipe with(Plan other) {
        return planned(other, stages);
    }

    @Override
    public ProgressiveRecipe withBatch(int batch) {
        return planned(
                plan.withBatch(batch), stages.stream().map(Stage::withoutBatch).toList());
    }

    @Override
    public ProgressiveRecipe withBatchUpTo(int most) {
        return planned(
                plan.withBatch(Math.min(plan.batch(), most)),
                stages.stream().map(stage -> stage.withBatchUpTo(most)).toList());
    }

    @Override
    public ProgressiveRecipe withEpochs(int epochs) {
        return planned(
                plan.withEpochs(epochs),
                stages.stream().map(Stage::withoutEpochs).toList());
    }

    private ProgressiveRecipe planned(Plan other, List<Stage> itsStages) {
        return new ProgressiveRecipe(
                model,
                other,
                loss,
                conditions,
                consistency,
                guidance,
                augmentation,
                framing,
                generator,
                discriminator,
                stagesUpTo,
                itsStages);
    }
}
