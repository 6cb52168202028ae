package dev.atelier.trainer.retraining.warmstart;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.weights.Safetensors;
import dev.atelier.trainer.recipes.AdversarialRecipe;
import dev.atelier.trainer.recipes.Recipe;
import dev.atelier.trainer.recipes.VariationalRecipe;
import dev.atelier.trainer.training.Beginning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A training's first weights from its model's champion. The generator's are those of the artefact; the other networks' those
 * of the last checkpoint of the run that made the champion, where it is still in the store, since a generator that can
 * already do something is pulled down by a discriminator that can't. Where it is not, these begin by chance; the gate and the
 * early end keep what comes of it from harm.
 *
 * <p>A model that grows is begun in its last phase, with the champion as what has grown already.
 */
public final class WarmStart implements Beginning {

    /** Either the weights, or a sentence that says why they can't be had. */
    public sealed interface Outcome {
        record Possible(WarmStart warmStart) implements Outcome {}

        record Impossible(String reason) implements Outcome {}
    }

    private final Slots slots;
    private final List<Transplant> transplants;

    private WarmStart(Slots slots, List<Transplant> transplants) {
        this.slots = slots;
        this.transplants = List.copyOf(transplants);
    }

    /**
     * Looks whether it can be done.
     *
     * @param champion the artefact
     * @param checkpoint of the training that made it, where there is one
     * @param recipe of the new training; of one that grows the networks of its last phase are what begins
     * @param schema of the data that it learns from
     */
    public static Outcome of(Artefact champion, Optional<Path> checkpoint, Recipe recipe, AttributeSchema schema)
            throws IOException {
        Slots slots = new Slots(champion.manifest().schema(), schema);
        Optional<String> obstacle = slots.obstacle();
        if (obstacle.isPresent()) {
            return new Outcome.Impossible(obstacle.get());
        }
        String generator = recipe.last() instanceof VariationalRecipe ? "decoder" : "generator";
        Map<String, NetworkSpec> earlier = networks(recipe.last(), slots.earlier());
        NetworkSpec shipped =
                Json.mapper().readValue(Files.readAllBytes(champion.part(Manifest.NETWORK)), NetworkSpec.class);
        if (!shipped.equals(earlier.get(generator))) {
            return new Outcome.Impossible(difference(champion.manifest().picture(), recipe));
        }
        try {
            List<Transplant> transplants = new ArrayList<>();
            Safetensors weights = Safetensors.open(champion.part(Manifest.WEIGHTS));
            transplants.add(new Transplant(generator, shipped, weights, ""));
            if (checkpoint.isPresent()) {
                Safetensors others = Safetensors.open(checkpoint.get());
                earlier.forEach((name, network) -> {
                    if (!name.equals(generator) && hasAll(others, name, network)) {
                        transplants.add(new Transplant(name, network, others, name + "."));
                    }
                });
            }
            for (Transplant transplant : transplants) {
                SlotDimensions.of(transplant.earlier());
            }
            return new Outcome.Possible(new WarmStart(slots, transplants));
        } catch (IllegalArgumentException e) {
            return new Outcome.Impossible(e.getMessage());
        }
    }

    private static boolean hasAll(Safetensors file, String name, NetworkSpec network) {
        return SlotDimensions.shapes(network).keySet().stream()
                .allMatch(parameter -> file.names().contains(name + "." + parameter));
    }

    private static String difference(PictureFormat made, Recipe recipe) {
        List<Long> wanted = recipe.picture();
        boolean sameSize = wanted.get(1) == made.height() && wanted.get(2) == made.width();
        return sameSize
                ? "the champion's generator has other layers than the recipe's"
                : "the champion makes pictures of " + made.width() + "×" + made.height() + ", the recipe of "
                        + wanted.get(2) + "×" + wanted.get(1);
    }

    /** The recipe's networks by the names that a training gives them. */
    private static Map<String, NetworkSpec> networks(Recipe recipe, AttributeSchema schema) {
        Map<String, NetworkSpec> networks = new LinkedHashMap<>();
        if (recipe instanceof AdversarialRecipe adversarial) {
            networks.put("generator", adversarial.generator().network(schema));
            networks.put("discriminator", adversarial.discriminator().network(schema));
            adversarial
                    .guidance()
                    .ifPresent(g -> networks.put("classifier", g.classifier().network(schema)));
        } else if (recipe instanceof VariationalRecipe variational) {
            networks.put("encoder", variational.encoder().network(schema));
            networks.put("decoder", variational.decoder().network(schema));
        }
        return networks;
    }

    @Override
    public void lend(Map<String, INDArray> networks) throws IOException {
        for (Transplant transplant : transplants) {
            transplant.into(networks, slots);
        }
    }

    /** For people: what it begins with. */
    public String description() {
        String with =
                String.join(", ", transplants.stream().map(Transplant::network).toList());
        return "begins with the champion's weights (" + with + ")"
                + (slots.newValues().isEmpty() ? "" : "; new: " + String.join(", ", slots.newValues()));
    }
}
