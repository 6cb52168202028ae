package dev.atelier.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.builds.Build;
import dev.atelier.contract.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop's pictures become models by the commands that a person would type. */
class RetrainingST {
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final Set<String> ENDS = Set.of("promoted", "rejected", "failed", "cancelled", "superseded");

    /** An autoencoder that learns in seconds. */
    private static final String RECIPE = """
            model: cvae
            method: variational
            plan: {seed: 3, batch: 32, epochs: 1, ratesFallFrom: 0.5, averaging: 0.9}
            divergenceWeight: 1
            encoder:
              adam: {rate: 0.002, beta1: 0.9, beta2: 0.999}
              input: [3, 16, 16]
              layers:
                - {type: flatten}
                - {type: join-condition}
                - {type: dense, units: 64}
                - {type: relu}
                - {type: dense, units: 16}
            decoder:
              adam: {rate: 0.002, beta1: 0.9, beta2: 0.999}
              input: [8]
              layers:
                - {type: join-condition}
                - {type: dense, units: 64}
                - {type: relu}
                - {type: dense, units: 768}
                - {type: reshape, shape: [3, 16, 16]}
                - {type: sigmoid}
            """;

    private static final String MODEL = "shop-cvae";

    @TempDir
    private static Path folder;

    private static Command atelier;
    private static RunningAtelier running;

    /** A short budget, and a gate that goes by FID: what else it looks at, so few pictures leave to chance. */
    @BeforeAll
    static void start() throws Exception {
        String settings = "ATELIER_TRAINER_MODELS__SHOP_CVAE__";
        atelier = new Command(
                folder,
                Map.of(
                        "ATELIER_DATA",
                        folder.resolve("data").toString(),
                        settings + "EPOCHS",
                        "8",
                        settings + "MEASURE_EVERY",
                        "4",
                        settings + "IMAGES",
                        "200",
                        settings + "CLASSIFIER_EPOCHS",
                        "1",
                        settings + "NEEDS_APPROVAL",
                        "true",
                        settings + "GATE_LABEL_MATCH_LOSS",
                        "1",
                        settings + "GATE_VALUE_LOSS",
                        "1",
                        settings + "GATE_LATENCY_GROWTH",
                        "20",
                        "ATELIER_TRAINER_RETRAINING_REPORT_EVERY",
                        "200ms"));
        Files.writeString(folder.resolve("small.yaml"), RECIPE);
        running = RunningAtelier.start(atelier, folder.resolve("data"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (running != null) {
            running.close();
        }
    }

    /** What a command that must succeed says. */
    private static String run(String... arguments) throws Exception {
        Command.Result result = atelier.run(arguments);
        assertThat(result.exitCode())
                .as(List.of(arguments) + ":\n" + result.all())
                .isZero();
        return result.out();
    }

    private static JsonNode json(String... arguments) throws Exception {
        return Json.mapper().readTree(run(arguments));
    }

    private static void importShop(String version, int each) throws Exception {
        Path source = FashionMnistShop.write(folder.resolve("source-" + version), each);
        run(
                "data",
                "prepare",
                "fashion-products",
                "--from",
                source.toString(),
                "--filter",
                "all",
                "--attributes",
                "article",
                "--size",
                "16",
                "--name",
                "shop",
                "--out",
                "prepared-" + version);
        assertThat(run("data", "import", "shop", "--version", version, "--from", "prepared-" + version))
                .contains("shop@" + version, " imported");
    }

    /** @return the run that an update asks for */
    private static String update(String version) throws Exception {
        JsonNode runs = json("data", "update", "shop@" + version, "--models", MODEL, "--json")
                .path("runs");
        assertThat(runs).hasSize(1);
        return runs.path(0).path("id").textValue();
    }

    private static void awaitState(String run, String state) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            JsonNode now = running.get("/v1/trainings/" + run);
            assertThat(now.path("state").textValue())
                    .as(now.toString())
                    .isNotIn(ENDS.stream().filter(end -> !end.equals(state)).toList());
            return now.path("state").textValue().equals(state);
        });
    }

    @Test
    void aShopsNewPicturesBecomeABetterModelWhichCanBeTakenBack() throws Exception {
        importShop("1", 80);
        run("train", "--model", "cvae", "--recipe", "small.yaml", "--data", "shop@1", "--out", "run", "--no-scores");
        assertThat(run("models", "publish", "run/artefact")).contains(MODEL + " 1 ", "published");
        importShop("2", 200);

        String run = update("2");
        awaitState(run, "awaiting-approval");
        assertThat(run("runs", "show", run))
                .contains(MODEL, "shop@2", "awaiting-approval", "The gate: passed, better than champion 1")
                .containsPattern("fid +[0-9.]+ +[0-9.]+ +at most [0-9.]+ +yes");
        assertThat(run("runs", "approve", run, "--reason", "the sheets look right"))
                .contains("Run " + run + " is ");
        awaitState(run, "promoted");

        JsonNode made = json("runs", "show", run, "--json");
        String version = made.path("version").textValue();
        assertThat(made.at("/lineage/dataSetVersion").textValue()).isEqualTo("2");
        assertThat(made.at("/lineage/parent/version").textValue()).isEqualTo("1");
        assertThat(run("runs", "show", run))
                .containsPattern(
                        "data digest +" + made.at("/lineage/dataDigest").textValue() + "\n")
                .containsPattern(
                        "parent +1, " + made.at("/lineage/parent/digest").textValue() + "\n")
                .containsPattern("recipe +cvae, variational, 8 epochs in batches of 32, seed 3\n")
                .contains("program", " " + Build.current() + "\n")
                .containsPattern("changed +.*, [0-9]+ s after the request\n");
        assertThat(json("runs", "--model", MODEL, "--json"))
                .singleElement()
                .satisfies(only -> assertThat(only.path("state").textValue()).isEqualTo("promoted"));
        assertThat(run("runs", "--state", "promoted"))
                .containsPattern(run + " +" + MODEL + " +shop@2 +promoted +2 .*" + version);
        assertThat(run("models")).containsPattern(MODEL + " +" + version + " +challenger, champion +.*shop@2");
        assertThat(aliases(version)).contains("champion");
        assertThat(aliases("1")).containsExactly("previous");
        assertThat(versionThatMakes("Sneaker")).isEqualTo(version);

        assertThat(run("models", "rollback", MODEL, "--by", "Ada", "--reason", "too blurred"))
                .contains(MODEL, "1", "Ada");
        assertThat(aliases("1")).containsExactly("champion");
        assertThat(versionThatMakes("Trouser")).isEqualTo("1");

        String unwanted = update("2");
        await().atMost(PATIENCE).until(() -> !running.get("/v1/trainings/" + unwanted)
                .path("state")
                .textValue()
                .equals("requested"));
        assertThat(run("runs", "cancel", unwanted)).contains("Run " + unwanted);
        awaitState(unwanted, "cancelled");
        assertThat(aliases("1")).containsExactly("champion");
    }

    private static List<String> aliases(String version) throws Exception {
        List<String> aliases = new ArrayList<>();
        for (JsonNode row : json("models", "--json")) {
            if (row.path("model").textValue().equals(MODEL)
                    && row.path("version").textValue().equals(version)) {
                row.path("aliases").forEach(alias -> aliases.add(alias.textValue()));
            }
        }
        return aliases;
    }

    /** Generates a picture, and asks it who made it. */
    private static String versionThatMakes(String article) throws Exception {
        String file = json(
                        "generate",
                        "--model",
                        MODEL,
                        "--attribute",
                        "article=" + article,
                        "--seed",
                        "7",
                        "--out",
                        "pictures-of-" + article,
                        "--json")
                .path("images")
                .path(0)
                .path("file")
                .textValue();
        return json("inspect", file, "--json").at("/images/0/version").textValue();
    }
}
