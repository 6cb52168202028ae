package dev.atelier.trainer.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.json.Json;
import dev.atelier.trainer.datasets.Classes;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.datasets.HeapPictures;
import dev.atelier.trainer.evaluation.AttributeMatches;
import dev.atelier.trainer.evaluation.InceptionScore;
import dev.atelier.trainer.evaluation.LabelMatch;
import dev.atelier.trainer.evaluation.Manifolds;
import dev.atelier.trainer.evaluation.Memorisation;
import dev.atelier.trainer.evaluation.MultiLabelMatch;
import dev.atelier.trainer.evaluation.Readings;
import dev.atelier.trainer.evaluation.RealSide;
import dev.atelier.trainer.evaluation.Scores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {

    private static final List<String> CLASSES = List.of("<b>", "cats & dogs");

    @TempDir
    Path folder;

    @Test
    void namesFromOutsideAreTextAndNothingIsLoadedFromElsewhere() throws IOException {
        Scores scores = scores();
        Memorisation.Pair indexes = new Memorisation.Pair(3, 0, 1.5);
        ClosePair pair = new ClosePair(indexes, picture(), "<i>", picture(), "\"'");
        Artefact artefact = artefact();

        String html = new ReportPage(sheet(), "atelier evaluate --report '<script>'")
                .html(Map.of(artefact, scores), Map.of(artefact, new ModelPictures(new byte[1], List.of(pair))));

        assertThat(html)
                .contains("&lt;b&gt;", "cats &amp; dogs", "&lt;i&gt; 3, 1.50 from", "&quot;&#39; 0 of training")
                .contains("--report &#39;&lt;script&gt;&#39;")
                .doesNotContain("<b>", "<i>", "<script", "http:", "https:");
    }

    @Test
    void theTableHasTheRealFigureBesideEachScore() throws IOException {
        String table = sheet().table(Map.of(artefact(), scores()));

        assertThat(table.lines().filter(line -> line.startsWith("label match")))
                .singleElement()
                .asString()
                .containsPattern("0\\.5000 \\(0\\.67 ×\\) +0\\.7500");
        assertThat(table.lines().filter(line -> line.startsWith("  share very close")))
                .singleElement()
                .asString()
                .containsPattern("0\\.0300 \\(1\\.50 ×\\) +0\\.0200");
        assertThat(table.lines().filter(line -> line.startsWith("CAS")))
                .singleElement()
                .asString()
                .contains("–");
    }

    @Test
    void aManyOfAttributeIsOneLineOfTheTableAndWholeInJsonAndReport() throws IOException {
        Artefact artefact = artefact();
        Map<Artefact, Scores> models = Map.of(artefact, scores());

        assertThat(sheet().table(models).lines())
                .noneMatch(line -> line.contains("dotted"))
                .filteredOn(line -> line.startsWith("  texture, F1"))
                .singleElement()
                .asString()
                .containsPattern("0\\.6667 \\(1\\.00 ×\\) +0\\.6667");
        JsonNode json = sheet().json(artefact.manifest(), scores()).at("/attributes/texture");
        assertThat(json.path("precision").asDouble()).isEqualTo(.6);
        assertThat(json.at("/real/recall").asDouble()).isEqualTo(.75);
        assertThat(json.at("/values/dotted").asDouble()).isEqualTo(.75);
        assertThat(json.at("/values/odd").isNull()).isTrue();
        assertThat(new ReportPage(sheet(), "")
                        .html(models, Map.of(artefact, new ModelPictures(new byte[1], List.of()))))
                .contains("F1 66.7 %, real 66.7 %; precision 60.0 %, recall 75.0 %", "<tr><th>odd</th><td>–</td>");
    }

    private static ScoreSheet sheet() {
        Examples examples = Examples.of(
                Classes.of(Attribute.oneOf("letter", CLASSES)),
                new HeapPictures(new PictureFormat(1, 1, 1), new byte[2]),
                new int[] {0, 1});
        DataSet data = new DataSet("letters", examples, examples, "00ff");
        RealSide real = new RealSide(
                new float[1][1],
                new Readings(new float[1][1], new float[1][2], new float[1][2]),
                LabelMatch.of(readings(), new int[] {0, 1, 1, 1}, CLASSES),
                attributes(LabelMatch.of(readings(), new int[] {0, 1, 1, 1}, CLASSES)),
                new InceptionScore(.6, 0),
                .1,
                .7,
                new Manifolds(.9, .9, 1, .9));
        return new ScoreSheet(data, "0123456789abcdef", .75, real, 1);
    }

    private static Scores scores() {
        return new Scores(
                LabelMatch.of(readings(), new int[] {0, 1, 0, 1}, CLASSES),
                attributes(LabelMatch.of(readings(), new int[] {0, 1, 0, 1}, CLASSES)),
                new InceptionScore(.5, .01),
                .2,
                .7,
                new Manifolds(.8, .6, 1, .9),
                Optional.empty(),
                Optional.of(new Memorisation(2, 3, .03, .02, List.of())));
    }

    /** Recognised as 0, 0, 1 and 1. */
    private static Readings readings() {
        float[][] probabilities = {{1, 0}, {1, 0}, {0, 1}, {0, 1}};
        return new Readings(new float[4][1], probabilities, probabilities);
    }

    private static AttributeMatches attributes(LabelMatch letters) {
        MultiLabelMatch texture =
                new MultiLabelMatch(3, 2, 1, Map.of("dotted", OptionalDouble.of(.75), "odd", OptionalDouble.empty()));
        return new AttributeMatches(Map.of("letter", letters, "texture", texture), OptionalDouble.of(letters.total()));
    }

    private static Picture picture() {
        return new Picture(1, 1, 1, new byte[1]);
    }

    private Artefact artefact() throws IOException {
        return Artefact.write(
                folder.resolve("artefact"),
                new Artefact.Description(
                        "letters-cgan",
                        "1",
                        "cgan",
                        new PictureFormat(1, 1, 1),
                        1,
                        AttributeSchema.of(Attribute.oneOf("letter", List.of("a", "b"))),
                        Json.mapper().createObjectNode(),
                        "00ff",
                        Json.mapper().createObjectNode()),
                Map.of(Manifest.NETWORK, new byte[1], Manifest.WEIGHTS, new byte[1]));
    }
}
