package dev.atelier.trainer.networks;

import dev.atelier.contract.attributes.ClosestNames;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.trainer.training.AdversarialRecipe;
import java.util.List;
import java.util.function.IntFunction;

/**
 * An adversarial model that can be trained by its name.
 *
 * @param name as on the command line
 * @param generator for a number of classes
 * @param discriminator for a number of classes
 * @param recipe what is used where nothing else is said
 */
public record GanModel(
        String name,
        IntFunction<NetworkSpec> generator,
        IntFunction<NetworkSpec> discriminator,
        AdversarialRecipe recipe) {

    private static final List<GanModel> ALL = List.of(new GanModel(
            "cgan",
            Cgan::generator,
            Cgan::discriminator,
            new AdversarialRecipe(1, 64, 10, true, 1e-3, 2e-4, 0.5, 0.1, 0.999)));

    /** @throws IllegalArgumentException where there is none of this name; says which there are */
    public static GanModel named(String name) {
        List<String> names = ALL.stream().map(GanModel::name).toList();
        return ALL.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no model '" + name + "' to train; did you mean "
                                + String.join(" or ", ClosestNames.to(name, names)) + "? All: " + names));
    }
}
