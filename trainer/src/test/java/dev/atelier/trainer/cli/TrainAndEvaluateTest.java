package dev.atelier.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.json.Json;
import dev.atelier.trainer.datasets.SmallFashionMnist;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a person types them, on data that train in seconds. */
class TrainAndEvaluateTest {

    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void writeData() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        SmallFashionMnist.write(data, 128, 20);
    }

    @Test
    void aModelIsTrainedAndEvaluated() throws IOException {
        Result trained = run(
                "train",
                "--model",
                "cgan",
                "--data",
                "fashion-mnist",
                "--data-dir",
                data.toString(),
                "--epochs",
                "1",
                "--batch",
                "32",
                "--out",
                folder.resolve("run").toString(),
                "--no-scores");
        assertThat(trained.error()).as(trained.error()).doesNotContain("Exception");
        assertThat(trained.code()).isZero();
        assertThat(trained.output()).contains("fashion-mnist-cgan 1 ");
        Artefact artefact = Artefact.open(folder.resolve("run/artefact"));

        Result evaluated = run(
                "evaluate",
                "--model",
                artefact.folder().toString(),
                "--data",
                "fashion-mnist",
                "--data-dir",
                data.toString(),
                "--images",
                "100",
                "--classifier",
                folder.resolve("classifier").toString(),
                "--classifier-epochs",
                "1",
                "--cas-images",
                "64",
                "--cas-epochs",
                "1",
                "--report",
                folder.resolve("report").toString(),
                "--json");
        assertThat(evaluated.code()).as(evaluated.error()).isZero();
        JsonNode report = Json.mapper().readTree(evaluated.output());
        assertThat(report.path("model").asText()).isEqualTo("fashion-mnist-cgan");
        assertThat(report.path("images").asInt()).isEqualTo(100);
        assertThat(report.path("labelMatch").asDouble(-1)).isBetween(0.0, 1.0);
        assertThat(report.at("/attributes/category/values").size()).isEqualTo(10);
        assertThat(report.at("/attributes/category/valuesReal").size()).isEqualTo(10);
        assertThat(report.at("/classifier/digest").asText()).hasSize(64);
        for (String score : new String[] {
            "/inceptionScore/mean",
            "/inceptionScore/deviation",
            "/inceptionScore/real",
            "/fid/value",
            "/fid/floor",
            "/imd/value",
            "/imd/real",
            "/cas/accuracy",
            "/cas/real",
            "/manifolds/coverage",
            "/nearestTraining/closer",
            "/nearestTraining/realCloser",
            "/nearestTraining/closest/0/distance"
        }) {
            assertThat(report.at(score).isNumber()).as(score).isTrue();
        }
        assertThat(folder.resolve("report/report.html"))
                .content()
                .contains(
                        "data:image/png;base64,",
                        "Ankle boot",
                        artefact.manifest().digest(),
                        "--cas-images 64");

        Result few = run(
                "evaluate",
                "--model",
                artefact.folder().toString(),
                "--data",
                "fashion-mnist",
                "--data-dir",
                data.toString(),
                "--images",
                "9");
        assertThat(few.code()).isEqualTo(2);
        assertThat(few.error()).contains("--images must be at least 12");
    }

    @Test
    void aBegunRunIsNotOverwrittenAndAnEmptyFolderNotResumed() throws IOException {
        String[] train = {
            "train",
            "--model",
            "cgan",
            "--data",
            "fashion-mnist",
            "--data-dir",
            data.toString(),
            "--epochs",
            "1",
            "--batch",
            "64",
            "--no-scores",
            "--out",
            folder.resolve("run").toString()
        };
        assertThat(run(with(train, "--resume")).error()).contains("no checkpoint to resume from");
        assertThat(run(train).code()).isZero();

        Result again = run(train);

        assertThat(again.code()).isEqualTo(1);
        assertThat(again.error()).contains("--resume");
    }

    @Test
    void mistakesAreAnsweredInASentence() {
        Result model = run("train", "--model", "cgam", "--data", "fashion-mnist", "--data-dir", data.toString());
        assertThat(model.code()).isEqualTo(1);
        assertThat(model.error()).contains("no model 'cgam'").contains("cgan").doesNotContain("\tat ");

        Result set = run("data", "fetch", "fashion");
        assertThat(set.error()).contains("no data set 'fashion'").contains("fashion-mnist");

        Result missing = run("data", "fetch", "fashion-mnist", "--dir", folder.toString());
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.error()).contains("apt-get install dataset-fashion-mnist");

        Result noModel = run("evaluate", "--model", folder.toString(), "--data", "fashion-mnist");
        assertThat(noModel.error()).contains("manifest.json");

        Result unknown = run("evaluate", "--model", "fashion-mnst-cgan", "--data", "fashion-mnist");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.error()).contains("'fashion-mnst-cgan' is neither").doesNotContain("\tat ");
    }

    @Test
    void foundDataAreDescribed() {
        Result found = run("data", "fetch", "fashion-mnist", "--dir", data.toString());

        assertThat(found.code()).isZero();
        assertThat(found.output()).contains("128 pictures to train, 20 to test, 10 classes, 28×28");
    }

    private record Result(int code, String output, String error) {}

    private static Result run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
            int code = TrainerCli.run(arguments);
            return new Result(code, output.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static String[] with(String[] arguments, String more) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = more;
        return all;
    }
}
