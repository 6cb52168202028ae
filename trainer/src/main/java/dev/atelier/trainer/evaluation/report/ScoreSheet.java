package dev.atelier.trainer.evaluation.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.runtime.RuntimeFingerprint;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.evaluation.AttributeMatch;
import dev.atelier.trainer.evaluation.LabelMatch;
import dev.atelier.trainer.evaluation.Manifolds;
import dev.atelier.trainer.evaluation.Memorisation;
import dev.atelier.trainer.evaluation.MultiLabelMatch;
import dev.atelier.trainer.evaluation.RealSide;
import dev.atelier.trainer.evaluation.Scores;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Scores as a table for people and as JSON for programs, beside the real pictures' own.
 *
 * @param classifierDigest SHA-256 of the scoring classifier's weights
 * @param accuracy of that classifier on the real held-out pictures
 * @param seed of the generated pictures
 */
public record ScoreSheet(DataSet data, String classifierDigest, double accuracy, RealSide real, long seed) {

    /** A row per score; a column and its ratio to the real pictures' for each model. */
    public String table(Map<Artefact, Scores> models) {
        StringBuilder text = new StringBuilder(String.format("%-26s", "on " + data.name()));
        models.keySet()
                .forEach(a -> text.append(String.format(
                        "%28s", a.manifest().model() + " " + a.manifest().version())));
        text.append(String.format("%10s%n", "real"));
        Manifolds m = real.manifolds();
        row(text, models, "label match", s -> OptionalDouble.of(s.labelMatch().total()), accuracy);
        attributes(text, models);
        row(
                text,
                models,
                "I",
                s -> OptionalDouble.of(s.score().mean()),
                real.score().mean());
        row(text, models, "I, deviation", s -> OptionalDouble.of(s.score().deviation()), Double.NaN);
        row(text, models, "FID (real: floor)", s -> OptionalDouble.of(s.fid()), real.floor());
        row(text, models, "IMD", s -> OptionalDouble.of(s.similarity()), real.similarity());
        row(text, models, "precision", s -> OptionalDouble.of(s.manifolds().precision()), m.precision());
        row(text, models, "recall", s -> OptionalDouble.of(s.manifolds().recall()), m.recall());
        row(text, models, "density", s -> OptionalDouble.of(s.manifolds().density()), m.density());
        row(text, models, "coverage", s -> OptionalDouble.of(s.manifolds().coverage()), m.coverage());
        row(text, models, "CAS", s -> s.cas().map(OptionalDouble::of).orElse(OptionalDouble.empty()), accuracy);
        memory(text, models, "nearest training picture", Memorisation::median, Memorisation::realMedian);
        memory(text, models, "  share very close", Memorisation::closer, Memorisation::realCloser);
        return text.append(String.format(
                        Locale.ROOT,
                        "classifier %s, trained on real pictures: %.2f %% of the held-out ones right,%n"
                                + "which is also the real label match and CAS%n",
                        classifierDigest.substring(0, Math.min(12, classifierDigest.length())),
                        100 * accuracy))
                .toString();
    }

    /** Of each attribute its own figure and, of a one-of attribute, those of its values; a many-of one may have hundreds. */
    private void attributes(StringBuilder text, Map<Artefact, Scores> models) {
        Map<String, AttributeMatch> each = real.attributes().each();
        each.forEach((attribute, match) -> {
            boolean oneOf = match instanceof LabelMatch;
            if (each.size() > 1 || !oneOf) {
                row(
                        text,
                        models,
                        "  " + attribute + (oneOf ? "" : ", F1"),
                        s -> s.attributes().each().get(attribute).overall(),
                        match.overall().orElse(Double.NaN));
            }
            if (oneOf) {
                match.perValue()
                        .forEach((value, share) -> row(
                                text,
                                models,
                                "    " + value,
                                s -> s.attributes()
                                        .each()
                                        .get(attribute)
                                        .perValue()
                                        .get(value),
                                share.orElse(Double.NaN)));
            }
        });
        if (each.values().stream().filter(LabelMatch.class::isInstance).count() > 1) {
            row(
                    text,
                    models,
                    "  joint match",
                    s -> s.attributes().joint(),
                    real.attributes().joint().orElse(Double.NaN));
        }
    }

    /** The real side is the same for all models. */
    private static void memory(
            StringBuilder text,
            Map<Artefact, Scores> models,
            String name,
            ToDoubleFunction<Memorisation> field,
            ToDoubleFunction<Memorisation> real) {
        row(
                text,
                models,
                name,
                s -> s.memorisation().stream().mapToDouble(field).findFirst(),
                models.values().stream()
                        .flatMap(s -> s.memorisation().stream())
                        .mapToDouble(real)
                        .findFirst()
                        .orElse(Double.NaN));
    }

    private static void row(
            StringBuilder text,
            Map<Artefact, Scores> models,
            String name,
            Function<Scores, OptionalDouble> score,
            double real) {
        text.append(String.format("%-26s", name));
        for (Scores scores : models.values()) {
            OptionalDouble value = score.apply(scores);
            String shown = value.isEmpty() ? "–" : String.format(Locale.ROOT, "%.4f", value.getAsDouble());
            String ratio = value.isEmpty() || !(real > 0)
                    ? ""
                    : String.format(Locale.ROOT, " (%.2f ×)", value.getAsDouble() / real);
            text.append(String.format("%18s%-10s", shown, ratio));
        }
        text.append(Double.isNaN(real) ? String.format("%10s%n", "–") : String.format(Locale.ROOT, "%10.4f%n", real));
    }

    private static ObjectNode match(AttributeMatch generated, AttributeMatch real) {
        ObjectNode match = Json.mapper().createObjectNode();
        if (generated instanceof LabelMatch shares) {
            put(match, "match", shares.overall());
            put(match, "real", real.overall());
            match.set("confusion", Json.mapper().valueToTree(shares.confusion()));
        } else if (generated instanceof MultiLabelMatch found) {
            putAll(match, found);
            putAll(match.putObject("real"), (MultiLabelMatch) real);
        }
        ObjectNode values = match.putObject("values");
        generated.perValue().forEach((value, share) -> put(values, value, share));
        ObjectNode valuesReal = match.putObject("valuesReal");
        real.perValue().forEach((value, share) -> put(valuesReal, value, share));
        return match;
    }

    private static void putAll(ObjectNode json, MultiLabelMatch match) {
        put(json, "f1", match.f1());
        put(json, "precision", match.precision());
        put(json, "recall", match.recall());
    }

    /** As null where there is none. */
    private static void put(ObjectNode json, String field, OptionalDouble number) {
        if (number.isPresent()) {
            json.put(field, number.getAsDouble());
        } else {
            json.putNull(field);
        }
    }

    /** One model's report. */
    public ObjectNode json(Manifest manifest, Scores scores) {
        ObjectNode report = Json.mapper().createObjectNode();
        report.put("model", manifest.model()).put("version", manifest.version()).put("digest", manifest.digest());
        report.put("data", data.name()).put("dataDigest", data.digest()).put("seed", seed);
        report.put("runtime", RuntimeFingerprint.current());
        report.put("images", scores.labelMatch().images());
        report.put("labelMatch", scores.labelMatch().total());
        ObjectNode attributes = report.putObject("attributes");
        scores.attributes()
                .each()
                .forEach((name, match) -> attributes.set(
                        name, match(match, real.attributes().each().get(name))));
        ObjectNode joint = report.putObject("jointMatch");
        put(joint, "match", scores.attributes().joint());
        put(joint, "real", real.attributes().joint());
        if (attributes.size() > 1) {
            report.set("classes", match(scores.labelMatch(), real.labelMatch()));
        }
        report.putObject("inceptionScore")
                .put("mean", scores.score().mean())
                .put("deviation", scores.score().deviation())
                .put("real", real.score().mean());
        report.putObject("fid")
                .put("value", scores.fid())
                .put("floor", real.floor())
                .put("imagesPerSide", real.first().length);
        report.putObject("imd").put("value", scores.similarity()).put("real", real.similarity());
        report.set("manifolds", Json.mapper().valueToTree(scores.manifolds()));
        report.set("manifoldsReal", Json.mapper().valueToTree(real.manifolds()));
        scores.cas()
                .ifPresent(cas -> report.putObject("cas").put("accuracy", cas).put("real", accuracy));
        scores.memorisation()
                .ifPresent(m -> report.set("nearestTraining", Json.mapper().valueToTree(m)));
        report.putObject("classifier").put("digest", classifierDigest).put("accuracy", accuracy);
        return report;
    }
}
