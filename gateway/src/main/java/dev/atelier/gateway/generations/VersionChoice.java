package dev.atelier.gateway.generations;

import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.models.Alias;
import dev.atelier.contract.models.Model;
import dev.atelier.gateway.models.Models;
import dev.atelier.gateway.problems.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Which version an order gets: the one that it names, else the champion or, for a share of the jobs, the challenger. A
 * challenger that cannot make what the champion can gets no such order.
 */
@ApplicationScoped
class VersionChoice {
    private final Models models;
    private final Canary canary;

    VersionChoice(Models models, Canary canary) {
        this.models = models;
        this.canary = canary;
    }

    /** A version, and the order as checked against its schema. */
    record Choice(Manifest version, OrderCheck.Checked checked) {
        static Choice of(Order order, Manifest version) {
            return new Choice(version, OrderCheck.check(order, version.schema()));
        }
    }

    /** @throws ProblemException where the order cannot be fulfilled */
    Choice of(String job, Order order) {
        Model model = models.model(order.model());
        Choice named = Choice.of(order, models.version(model, order.version()));
        return challenger(model, job)
                .filter(challenger -> order.version().isEmpty())
                .flatMap(challenger -> tried(order, challenger))
                .orElse(named);
    }

    private Optional<Manifest> challenger(Model model, String job) {
        return Optional.of(model)
                .filter(it -> canary.takes(it.name(), job))
                .filter(it -> it.aliases().containsKey(Alias.CHALLENGER))
                .flatMap(it -> it.resolve(Alias.CHALLENGER));
    }

    private static Optional<Choice> tried(Order order, Manifest challenger) {
        try {
            return Optional.of(Choice.of(order, challenger));
        } catch (ProblemException otherAttributes) {
            // The champion can make it, and so it is made.
            return Optional.empty();
        }
    }
}
