package dev.atelier.gateway.generations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Destination;
import dev.atelier.contract.experiments.Experiment;
import dev.atelier.contract.experiments.Interpolation;
import dev.atelier.contract.experiments.Latent;
import dev.atelier.contract.experiments.Truncation;
import dev.atelier.contract.experiments.Variation;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.requests.BodyFields;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Reads what a request asks for beyond attributes and a seed. */
final class ExperimentReader {
    private static final List<String> LATENT = List.of("seed", "index");
    private static final List<String> DESTINATION = List.of("latent", "attributes");
    private static final List<String> VARIATION = List.of("of", "strength");
    private static final String LATENT_EXAMPLE = "{\"seed\": 7, \"index\": 0}";
    private static final String WAY_EXAMPLE = "{\"to\": {\"attributes\": {…}}}";
    private static final String VARIATION_EXAMPLE = "{\"of\": {\"seed\": 7, \"index\": 0}, \"strength\": 0.3}";

    private ExperimentReader() {}

    /** @param count of the request, where it is one */
    static Experiment read(BodyFields order, OptionalLong count) {
        Optional<Latent> latent = latent(order, "latent");
        if (order.has("latent") && order.has("seed")) {
            order.error("seed", order.object().path("seed"), "the seed belongs into 'latent' where there is one");
        }
        Optional<Interpolation> way = order.object("interpolate", WAY_EXAMPLE).flatMap(ExperimentReader::interpolation);
        boolean tooFew = count.isPresent() ? count.getAsLong() < 2 : !order.has("count");
        if (order.has("interpolate") && tooFew && !order.has("grid")) {
            order.error(
                    "count",
                    order.object().path("count"),
                    "an interpolation needs a 'count' of 2 or more, both of its ends included");
        }
        Optional<Variation> variation =
                order.object("variation", VARIATION_EXAMPLE).flatMap(ExperimentReader::variation);
        if (order.has("variation") && order.has("interpolate")) {
            order.errors().add(refusal(order));
            variation = Optional.empty();
        }
        return new Experiment(latent, way, variation, truncation(order), Optional.empty());
    }

    private static FieldError refusal(BodyFields order) {
        return new FieldError(
                FieldError.pointer(order.pointer(), "variation"),
                order.object().path("variation").toString(),
                "Each picture of an interpolation has a latent between the two ends, so it takes no 'variation'.",
                List.of());
    }

    private static Optional<Variation> variation(BodyFields variation) {
        variation.requireKnown(VARIATION);
        variation.missing("of", "the latent that is varied, such as " + LATENT_EXAMPLE);
        variation.missing("strength", "a number above 0, at most 1");
        Optional<Latent> of = latent(variation, "of");
        Optional<BigDecimal> strength = number(variation, "strength", Variation::isValid, Variation.MOST_DECIMALS);
        return of.isPresent() && strength.isPresent()
                ? Optional.of(new Variation(of.get(), strength.get()))
                : Optional.empty();
    }

    private static Optional<Latent> latent(BodyFields parent, String name) {
        return parent.object(name, LATENT_EXAMPLE).flatMap(fields -> {
            fields.requireKnown(LATENT);
            OptionalLong seed = fields.whole("seed", 0, GenerationRequest.LARGEST_SEED);
            OptionalLong index = fields.whole("index", 0, Experiment.LARGEST_INDEX);
            fields.missing("seed", "a whole number from 0 to " + GenerationRequest.LARGEST_SEED);
            return seed.isPresent()
                    ? Optional.of(new Latent(seed.getAsLong(), (int) index.orElse(0)))
                    : Optional.empty();
        });
    }

    private static Optional<Interpolation> interpolation(BodyFields way) {
        way.requireKnown(List.of("to"));
        way.missing("to", "where the interpolation leads");
        return way.object("to", "{\"attributes\": {…}}")
                .flatMap(ExperimentReader::destination)
                .map(Interpolation::new);
    }

    private static Optional<Destination> destination(BodyFields to) {
        to.requireKnown(DESTINATION);
        Optional<Latent> latent = latent(to, "latent");
        Optional<Selection> attributes = to.attributes();
        if (!to.has("latent") && !to.has("attributes")) {
            to.missing("attributes", "an interpolation leads to other 'attributes', another 'latent', or both");
        }
        return latent.isEmpty() && attributes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Destination(latent, attributes));
    }

    private static Optional<Truncation> truncation(BodyFields order) {
        return number(order, "truncation", Truncation::isValid, Truncation.MOST_DECIMALS)
                .map(Truncation::new);
    }

    private static Optional<BigDecimal> number(
            BodyFields fields, String name, Predicate<BigDecimal> valid, int mostDecimals) {
        JsonNode node = fields.object().path(name);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (!node.isNumber() || !valid.test(node.decimalValue())) {
            fields.error(
                    name,
                    node,
                    "'" + name + "' must be a number above 0, at most 1, of at most " + mostDecimals + " decimals");
            return Optional.empty();
        }
        return Optional.of(node.decimalValue());
    }
}
