package dev.atelier.trainer.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.json.Json;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.evaluation.AttributeMatches;
import dev.atelier.trainer.evaluation.InceptionScore;
import dev.atelier.trainer.evaluation.LabelMatch;
import dev.atelier.trainer.evaluation.Manifolds;
import dev.atelier.trainer.evaluation.Readings;
import dev.atelier.trainer.evaluation.RealSide;
import dev.atelier.trainer.evaluation.Scores;
import dev.atelier.trainer.training.TinyProgressive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InceptionTableTest {

    private static final DataSet DATA = TinyProgressive.data();
    private static final LabelMatch MATCH = new LabelMatch(20_000, .9, Map.of(), new int[2][2]);
    private static final AttributeMatches ATTRIBUTES = new AttributeMatches(Map.of(), OptionalDouble.empty());
    private static final Manifolds MANIFOLDS = new Manifolds(1, 1, 1, 1);

    @TempDir
    Path folder;

    @Test
    void modelsStandInTheirRowAndInTheColumnOfWhatTheyWereTold() throws IOException {
        Artefact label = artefact("cpggan", "class");
        Artefact all = artefact("cdpggan", "all");
        RealSide real = new RealSide(
                new float[1][1],
                new Readings(new float[1][1], new float[1][2], new float[1][4]),
                MATCH,
                ATTRIBUTES,
                new InceptionScore(.6, .004),
                .1,
                .7,
                MANIFOLDS);
        ScoreSheet sheet = new ScoreSheet(DATA, "0123456789abcdef", .75, real, 1);

        String table = InceptionTable.of(List.of(label, all))
                .markdown(Map.of(label, scores(.48, .01), all, scores(.57, .002)), sheet);

        assertThat(table.lines())
                .startsWith(
                        "| I(G) | class label | all identifiers |",
                        "|---|---|---|",
                        "| CPGGAN | 0.480 ± 0.010 (0.80 ×) | – |",
                        "| CDPGGAN | – | 0.570 ± 0.002 (0.95 ×) |")
                .anyMatch(line -> line.startsWith("Real held-out pictures: 0.600 ± 0.004"))
                .anyMatch(line -> line.startsWith(
                        "tiny, 2 classes (at most ln 2 = 0.693), 20,000 pictures of each model and 8 real ones in 5"
                                + " groups, classifier 0123456789ab, which gets 75.0 %"));
    }

    @Test
    void modelsThatHaveNoPlaceOrTheSameAreRefused() throws IOException {
        List<Artefact> other = List.of(artefact("mcgan", "all"));
        assertThatThrownBy(() -> InceptionTable.of(other)).hasMessageContaining("cpggan and cdpggan; tiny-mcgan-all 1");

        List<Artefact> twice = List.of(artefact("cpggan", "all"), artefact("cpggan", "all"));
        assertThatThrownBy(() -> InceptionTable.of(twice))
                .hasMessageContaining("one place for a cpggan trained with all");
    }

    private static Scores scores(double mean, double deviation) {
        return new Scores(
                MATCH,
                ATTRIBUTES,
                new InceptionScore(mean, deviation),
                .2,
                .7,
                MANIFOLDS,
                Optional.empty(),
                Optional.empty());
    }

    private int written;

    private Artefact artefact(String kind, String conditions) throws IOException {
        return Artefact.write(
                folder.resolve(String.valueOf(written++)),
                new Artefact.Description(
                        "tiny-" + kind + "-" + conditions,
                        "1",
                        kind,
                        new PictureFormat(16, 16, 1),
                        6,
                        DATA.schema(),
                        Json.mapper().createObjectNode().put("conditions", conditions),
                        DATA.digest(),
                        Json.mapper().createObjectNode()),
                Map.of(Manifest.NETWORK, new byte[1], Manifest.WEIGHTS, new byte[1]));
    }
}
