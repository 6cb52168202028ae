package dev.atelier.trainer.evaluation.report;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.trainer.evaluation.InceptionScore;
import dev.atelier.trainer.evaluation.Scores;
import dev.atelier.trainer.recipes.ProgressiveRecipe.Conditions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * I(G) in the form in which it was published: a row for each of the two models that grow, a column for each of the two things
 * that their networks may be told of a picture.
 *
 * @param models at their places
 */
public record InceptionTable(Map<Cell, Artefact> models) {

    private static final List<String> KINDS = List.of("cpggan", "cdpggan");

    /** A place in the table. */
    public record Cell(String kind, Conditions told) {}

    /** @throws IllegalArgumentException where a model has no place in the table, or two have the same */
    public static InceptionTable of(List<Artefact> artefacts) {
        Map<Cell, Artefact> models = new LinkedHashMap<>();
        for (Artefact artefact : artefacts) {
            String name = name(artefact);
            Cell cell = new Cell(
                    artefact.manifest().kind(),
                    Conditions.of(artefact.manifest().recipe()));
            if (!KINDS.contains(cell.kind())) {
                throw new IllegalArgumentException("the table of I(G) is of " + String.join(" and ", KINDS) + "; "
                        + name + " is a " + cell.kind());
            }
            Artefact other = models.putIfAbsent(cell, artefact);
            if (other != null) {
                throw new IllegalArgumentException(
                        "the table of I(G) has one place for a " + cell.kind() + " trained with " + title(cell.told())
                                + ", but both " + name(other) + " and " + name + " belong there");
            }
        }
        return new InceptionTable(models);
    }

    private static String name(Artefact artefact) {
        return artefact.manifest().model() + " " + artefact.manifest().version();
    }

    private static String title(Conditions told) {
        return told == Conditions.CLASS ? "class label" : "all identifiers";
    }

    /**
     * The table in Markdown; a model that was not measured has a dash.
     *
     * @param scores of all models in the table
     */
    public String markdown(Map<Artefact, Scores> scores, ScoreSheet sheet) {
        InceptionScore real = sheet.real().score();
        StringBuilder text = new StringBuilder(
                String.format("| I(G) | %s | %s |%n|---|---|---|%n", title(Conditions.CLASS), title(Conditions.ALL)));
        for (String kind : KINDS) {
            text.append("| ").append(kind.toUpperCase(Locale.ROOT));
            for (Conditions told : List.of(Conditions.CLASS, Conditions.ALL)) {
                text.append(" | ")
                        .append(Optional.ofNullable(models.get(new Cell(kind, told)))
                                .map(artefact -> scores.get(artefact).score())
                                .map(score -> shown(score)
                                        + String.format(Locale.ROOT, " (%.2f ×)", score.mean() / real.mean()))
                                .orElse("–"));
            }
            text.append(String.format(" |%n"));
        }
        int classes = sheet.data().training().classes().size();
        return text.append(String.format(
                        Locale.ROOT,
                        "%nReal held-out pictures: %s; in brackets multiples of it.%n%n"
                                + "%s, %d classes (at most ln %d = %.3f), %s pictures of each model and %,d real ones in"
                                + " %d groups, classifier %.12s, which gets %.1f %% of the real ones right.%n",
                        shown(real),
                        sheet.data().name(),
                        classes,
                        classes,
                        Math.log(classes),
                        scores.values().stream()
                                .map(s -> String.format(
                                        Locale.ROOT, "%,d", s.labelMatch().images()))
                                .distinct()
                                .reduce((a, b) -> a + " or " + b)
                                .orElse("0"),
                        sheet.data().test().count(),
                        InceptionScore.GROUPS,
                        sheet.classifierDigest(),
                        100 * sheet.accuracy()))
                .toString();
    }

    private static String shown(InceptionScore score) {
        return String.format(Locale.ROOT, "%.3f ± %.3f", score.mean(), score.deviation());
    }
}
