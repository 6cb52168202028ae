package dev.atelier.standalone.commands;

import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Destination;
import dev.atelier.contract.experiments.Experiment;
import dev.atelier.contract.experiments.Interpolation;
import dev.atelier.contract.experiments.Latent;
import dev.atelier.contract.experiments.Truncation;
import dev.atelier.contract.experiments.Variation;
import dev.atelier.standalone.terminal.CommandFailure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What pictures to ask for beyond attributes and a seed. */
final class ExperimentOptions {
    @Option(
            names = "--latent",
            paramLabel = "SEED[:INDEX]",
            description = "In place of --seed: the latent of the first picture; the others have the indexes after it.")
    private Optional<String> latent;

    @Option(
            names = "--to-latent",
            paramLabel = "SEED[:INDEX]",
            description = "The pictures go in equal steps to the one of this latent.")
    private Optional<String> toLatent;

    @Option(
            names = "--to-attribute",
            paramLabel = "NAME=VALUE",
            description = "The pictures go in equal steps to these attributes; as --attribute, and beside --to-latent.")
    private List<String> toAttributes = new ArrayList<>();

    @Option(
            names = "--vary",
            paramLabel = "SEED[:INDEX]",
            description = "The pictures lie near the one of this latent: --strength of the way from it to their own.")
    private Optional<String> varied;

    @Option(
            names = "--strength",
            paramLabel = "PART",
            description = "With --vary, above 0, at most 1: smaller is more like it. Default: ${DEFAULT-VALUE}.",
            defaultValue = "0.3")
    private BigDecimal strength;

    @Option(
            names = "--truncation",
            paramLabel = "PSI",
            description = "Above 0, at most 1: smaller makes more typical and less varied pictures. Default: 1.")
    private Optional<BigDecimal> truncation;

    Experiment experiment(AttributeSchema schema) {
        Optional<Latent> endLatent = toLatent.map(text -> latent("--to-latent", text));
        Optional<Selection> endAttributes = toAttributes.isEmpty()
                ? Optional.empty()
                : Optional.of(AttributeOption.selection("--to-attribute", toAttributes, schema));
        Optional<Interpolation> way = endLatent.isEmpty() && endAttributes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Interpolation(new Destination(endLatent, endAttributes)));
        if (way.isPresent() && varied.isPresent()) {
            throw new CommandFailure(
                    "--vary makes pictures near one, so it takes neither --to-latent nor --to-attribute");
        }
        return new Experiment(
                latent.map(text -> latent("--latent", text)),
                way,
                varied.map(text -> variation(latent("--vary", text))),
                truncation.map(ExperimentOptions::truncation),
                Optional.empty());
    }

    private Variation variation(Latent of) {
        try {
            return new Variation(of, strength);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("--" + e.getMessage() + ", not " + strength, e);
        }
    }

    private static Latent latent(String option, String text) {
        String[] parts = text.split(":", 2);
        try {
            return new Latent(Long.parseLong(parts[0]), parts.length == 1 ? 0 : Integer.parseInt(parts[1]));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(option + " must be SEED or SEED:INDEX, such as 7:3, not '" + text + "'", e);
        }
    }

    private static Truncation truncation(BigDecimal psi) {
        try {
            return new Truncation(psi);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("--" + e.getMessage() + ", not " + psi, e);
        }
    }
}
