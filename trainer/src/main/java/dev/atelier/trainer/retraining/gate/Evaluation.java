package dev.atelier.trainer.retraining.gate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.Verdict;
import dev.atelier.contract.messages.Verdict.Rule;
import dev.atelier.generator.runtime.Generator;
import dev.atelier.generator.runtime.NetworkGenerator;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.evaluation.Asked;
import dev.atelier.trainer.evaluation.Classifier;
import dev.atelier.trainer.evaluation.GeneratedSet;
import dev.atelier.trainer.evaluation.PicturesInTurn;
import dev.atelier.trainer.evaluation.RealSide;
import dev.atelier.trainer.evaluation.Requirements;
import dev.atelier.trainer.evaluation.Scores;
import dev.atelier.trainer.evaluation.report.ScoreSheet;
import java.util.List;
import java.util.Optional;

/**
 * Measures a challenger and the champion in one go: on the held-out pictures of the new data, by one classifier, with as
 * many pictures and the same seed. A champion that does not know all of the data's values is asked for them all the same:
 * what it can't make it can't sell either; what it could make before the challenger must still be able to.
 *
 * @param images of each
 * @param seed of them
 */
public record Evaluation(DataSet data, Classifier classifier, int images, long seed) {

    /**
     * A champion as it was when it was measured.
     *
     * @param revision of the alias
     */
    public record Champion(Artefact artefact, long revision) {}

    /**
     * What came of it.
     *
     * @param json all numbers
     */
    public record Outcome(Verdict verdict, ObjectNode json) {}

    private record Measured(Scores scores, Numbers numbers) {}

    /**
     * Measures and judges.
     *
     * @param key under which the outcome will lie in the store
     * @param check is asked now and then; what it throws ends the work
     */
    public Outcome of(Artefact challenger, Optional<Champion> champion, Gate gate, String key, Runnable check) {
        ObjectNode json = Json.mapper().createObjectNode();
        Optional<String> incomparable = champion.flatMap(c -> incomparable(challenger, c.artefact()));
        if (incomparable.isPresent()) {
            Verdict verdict = new Verdict(
                    false,
                    incomparable.get(),
                    List.of(),
                    champion.map(c -> c.artefact().manifest().version()),
                    champion.map(Champion::revision),
                    Optional.of(key));
            return new Outcome(verdict, json.set("verdict", Json.mapper().valueToTree(verdict)));
        }
        RealSide real = RealSide.of(classifier, data);
        ScoreSheet sheet = new ScoreSheet(data, classifier.digest(), classifier.accuracy(), real, seed);
        Optional<Measured> beside = Optional.empty();
        Measured measured;
        try (Generator one = NetworkGenerator.load(challenger)) {
            if (champion.isPresent()) {
                try (Generator other = asked(champion.get().artefact())) {
                    double[] latency = Latency.of(List.of(one, other));
                    measured = measured(one, challenger.manifest(), latency[0], real, check);
                    beside = Optional.of(
                            measured(other, champion.get().artefact().manifest(), latency[1], real, check));
                }
            } else {
                measured = measured(one, challenger.manifest(), Latency.of(List.of(one))[0], real, check);
            }
        }
        json.set("challenger", sheet.json(challenger.manifest(), measured.scores()));
        beside.ifPresent(
                it -> json.set("champion", sheet.json(champion.get().artefact().manifest(), it.scores())));
        List<Rule> rules = gate.judge(measured.numbers(), beside.map(Measured::numbers));
        Verdict verdict = gate.verdict(
                rules, champion.map(c -> c.artefact().manifest().version()), champion.map(Champion::revision), key);
        return new Outcome(verdict, json.set("verdict", Json.mapper().valueToTree(verdict)));
    }

    private static Optional<String> incomparable(Artefact challenger, Artefact champion) {
        Manifest a = challenger.manifest();
        Manifest b = champion.manifest();
        return a.picture().equals(b.picture())
                ? Optional.empty()
                : Optional.of("the champion makes " + b.picture() + ", the challenger " + a.picture()
                        + ": they can't be measured beside each other; a person has to decide and move the champion");
    }

    private Generator asked(Artefact champion) {
        Generator generator = NetworkGenerator.load(champion);
        return champion.manifest().schema().equals(data.schema())
                ? generator
                : new OtherSchema(generator, champion.manifest().schema(), data.schema());
    }

    private Measured measured(Generator generator, Manifest manifest, double latencyMs, RealSide real, Runnable check) {
        int count = Math.max(images, new Requirements(data).leastImages());
        GeneratedSet generated = GeneratedSet.of(
                new PicturesInTurn(generator, Asked.of(manifest, data), seed), classifier, count, done -> check.run());
        Scores scores = Scores.of(generated, real, data.training().classes());
        return new Measured(
                scores, Numbers.of(scores, generated.conditions(), generated.readings(), data.schema(), latencyMs));
    }
}
