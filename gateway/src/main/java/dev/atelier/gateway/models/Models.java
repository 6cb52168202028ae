package dev.atelier.gateway.models;

import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.attributes.ClosestNames;
import dev.atelier.contract.models.Alias;
import dev.atelier.contract.models.Model;
import dev.atelier.contract.models.ModelCatalogue;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemException;
import dev.atelier.gateway.problems.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds models and versions by the names that clients give, or says which names are closest. */
@ApplicationScoped
public class Models {
    private final ModelCatalogue catalogue;

    Models(ModelCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Those that can be asked for pictures, by name. */
    public Collection<Model> all() {
        return catalogue.generators();
    }

    /** Also those that make no pictures, by name. */
    Collection<Model> withEmbedders() {
        return catalogue.models();
    }

    /** @throws dev.atelier.gateway.problems.ProblemException {@code unknown-model} */
    public Model model(String name) {
        return catalogue.generator(name).orElseThrow(() -> unknownModel(name).asException());
    }

    /**
     * The version that {@code wanted} names (a version or an alias); the champion where it is absent.
     *
     * @throws dev.atelier.gateway.problems.ProblemException {@code unknown-version}
     */
    public Manifest version(Model model, Optional<String> wanted) {
        return model.resolve(wanted.orElse(Alias.CHAMPION))
                .orElseThrow(() -> unknownVersion(model, wanted, names(model)).asException());
    }

    private static List<String> names(Model model) {
        var names = new ArrayList<>(model.aliases().keySet());
        names.addAll(model.versions().keySet());
        return names;
    }

    /**
     * A model that a path names, whether it makes pictures or not: what is named there and does not exist is a 404.
     *
     * @throws dev.atelier.gateway.problems.ProblemException {@code unknown-model}
     */
    Model inPath(String name) {
        return catalogue.model(name).orElseGet(() -> generatorInPath(name));
    }

    /**
     * The same of one that can be asked for pictures.
     *
     * @throws dev.atelier.gateway.problems.ProblemException {@code unknown-model}
     */
    Model generatorInPath(String name) {
        try {
            return model(name);
        } catch (ProblemException e) {
            throw e.problem()
                    .withStatus(Response.Status.NOT_FOUND.getStatusCode())
                    .asException();
        }
    }

    /**
     * A version by its own name; an alias is none.
     *
     * @throws dev.atelier.gateway.problems.ProblemException {@code unknown-version}
     */
    Manifest ownVersion(Model model, String name) {
        return Optional.ofNullable(model.versions().get(name)).orElseThrow(() -> unknownVersion(
                        model, Optional.of(name), model.versions().keySet())
                .asException());
    }

    private Problem unknownModel(String name) {
        List<String> names = catalogue.generators().stream().map(Model::name).toList();
        List<String> closest = ClosestNames.to(name, names);
        String message = names.isEmpty()
                ? "There is no model '" + shortened(name) + "': none is published yet."
                : "There is no model '" + shortened(name) + "'; did you mean " + quoted(closest) + "?";
        return Problem.of(ProblemType.UNKNOWN_MODEL, List.of(new FieldError("/model", name, message, closest)));
    }

    private static Problem unknownVersion(Model model, Optional<String> wanted, Collection<String> names) {
        String given = wanted.orElse("");
        List<String> closest = ClosestNames.to(given, names);
        String message = wanted.isEmpty()
                ? "Model '" + model.name() + "' has no champion yet; name one of its versions, such as "
                        + quoted(closest) + "."
                : "Model '" + model.name() + "' has no version or alias '" + shortened(given) + "'; did you mean "
                        + quoted(closest) + "?";
        return Problem.of(ProblemType.UNKNOWN_VERSION, List.of(new FieldError("/version", given, message, closest)));
    }

    private static String shortened(String name) {
        return name.length() > 60 ? name.substring(0, 60) + "…" : name;
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }
}
