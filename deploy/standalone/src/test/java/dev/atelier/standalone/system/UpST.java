package dev.atelier.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.ShownCombinations;
import dev.atelier.contract.json.Json;
import dev.atelier.standalone.models.UntrainedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A system that runs, and the commands beside it. */
class UpST {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private static Path folder;

    private static Path data;
    private static RunningAtelier running;

    @BeforeAll
    static void start() throws IOException {
        data = folder.resolve("data");
        running = RunningAtelier.start(folder, data);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        running.close();
    }

    private static Command.Result atelier(String... arguments) throws Exception {
        return new Command(folder).run(arguments);
    }

    /** The first model with the first thing that it can make. */
    private static String order(int count, long seed) throws Exception {
        JsonNode models = running.get("/v1/models").path("models");
        String model = models.path(0).path("model").textValue();
        JsonNode attribute = running.get("/v1/models/" + model + "/schema")
                .path("schema")
                .path("attributes")
                .path(0);
        return "{\"model\": \"" + model + "\", \"attributes\": {\""
                + attribute.path("name").textValue() + "\": \""
                + attribute.path("values").path(0).textValue() + "\"}, \"count\": " + count + ", \"seed\": " + seed
                + "}";
    }

    @Test
    void aSecondOneOnTheSameFolderIsRefused() throws Exception {
        Command.Result second = atelier("up", "--data", data.toString());

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.err()).contains("another Atelier runs on " + data).contains("--data");
    }

    @Test
    void aTakenPortIsNamedWithItsOptionBeforeAnythingIsStarted() throws Exception {
        String port = Integer.toString(running.gateway().getPort());

        Command.Result other = atelier("up", "--data", folder.resolve("other").toString(), "--port", port);

        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err())
                .contains("port " + port + ", given by --port, is taken")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("other/kafka")).doesNotExist();
    }

    @Test
    void modelsAreListedForPrograms() throws Exception {
        Command.Result models = atelier("models", "--data", data.toString(), "--json");

        assertThat(models.exitCode()).as(models.all()).isZero();
        JsonNode first = Json.mapper().readTree(models.out()).path(0);
        assertThat(first.path("aliases").toString()).contains("champion");
        assertThat(first.path("dataDigest").textValue()).isNotBlank();
    }

    @Test
    void picturesAreGeneratedSavedAndComeOutAgain() throws Exception {
        JsonNode order = Json.mapper().readTree(order(3, 7));
        String attribute =
                order.path("attributes").properties().iterator().next().getKey();
        String value = order.path("attributes").path(attribute).textValue();

        Command.Result generate = atelier(
                "generate",
                "--data",
                data.toString(),
                "--model",
                order.path("model").textValue(),
                "--attribute",
                attribute + "=" + value,
                "--count",
                "3",
                "--seed",
                "7",
                "--out",
                "pictures",
                "--json");

        assertThat(generate.exitCode()).as(generate.all()).isZero();
        JsonNode images = Json.mapper().readTree(generate.out()).path("images");
        assertThat(images).hasSize(3).allSatisfy(image -> {
            assertThat(image.path("seed").longValue()).isEqualTo(7);
            assertThat(image.path("attributes").path(attribute).textValue()).isEqualTo(value);
        });
        String file = images.path(2).path("file").textValue();
        assertThat(folder.resolve(file)).isNotEmptyFile();
        assertThat(atelier("recreate", "--data", data.toString(), file).out()).startsWith("identical");
    }

    @Test
    void picturesOnTheWayToOthersComeOutAgain() throws Exception {
        String model =
                running.get("/v1/models").path("models").path(0).path("model").textValue();
        JsonNode attribute = running.get("/v1/models/" + model + "/schema")
                .path("schema")
                .path("attributes")
                .path(0);
        String name = attribute.path("name").textValue() + "=";

        Command.Result generate = atelier(
                "generate",
                "--data",
                data.toString(),
                "--model",
                model,
                "--attribute",
                name + attribute.path("values").path(0).textValue(),
                "--to-attribute",
                name + attribute.path("values").path(1).textValue(),
                "--latent",
                "7:2",
                "--to-latent",
                "9",
                "--truncation",
                "0.8",
                "--count",
                "5",
                "--out",
                "way",
                "--sheet",
                "way/sheets/strip.png",
                "--json");

        assertThat(generate.exitCode()).as(generate.all()).isZero();
        JsonNode images = Json.mapper().readTree(generate.out()).path("images");
        assertThat(images).hasSize(5);
        JsonNode middle = images.path(2);
        assertThat(middle.path("index").intValue()).isEqualTo(2);
        assertThat(middle.path("truncation").decimalValue()).isEqualByComparingTo("0.8");
        assertThat(middle.path("interpolation").path("steps").intValue()).isEqualTo(4);
        assertThat(ImageIO.read(folder.resolve("way/sheets/strip.png").toFile()).getWidth())
                .isGreaterThan(5 * 28);
        String file = middle.path("file").textValue();
        assertThat(atelier("recreate", "--data", data.toString(), file).out()).startsWith("identical");
    }

    /** Publishes a model of two attributes that never saw a blue coat, and waits until it can be asked for. */
    private static void publishOutfits() throws Exception {
        AttributeSchema schema = AttributeSchema.of(
                Attribute.oneOf("type", List.of("Shirt", "Coat", "Bag")),
                Attribute.oneOf("colour", List.of("Red", "Navy Blue")));
        List<List<String>> seen = schema.oneOfCombinations().stream()
                .map(all -> List.of(
                        all.values().get("type").get(0),
                        all.values().get("colour").get(0)))
                .filter(both -> !both.equals(List.of("Coat", "Navy Blue")))
                .toList();
        UntrainedModel.write(
                folder.resolve("outfits"),
                "outfits",
                "1",
                1,
                schema,
                Optional.of(new ShownCombinations(List.of("type", "colour"), seen)));
        Command.Result publish = new Command(folder, Map.of("ATELIER_DATA", data.toString()))
                .run("models", "publish", folder.resolve("outfits").toString());
        assertThat(publish.exitCode()).as(publish.all()).isZero();
        await().atMost(PATIENCE)
                .until(() -> running.get("/v1/models/outfits").path("aliases").has("champion"));
    }

    @Test
    void everyCombinationComesOntoOneSheetAndOutAgain() throws Exception {
        publishOutfits();

        Command.Result generate = atelier(
                "generate",
                "--data",
                data.toString(),
                "--model",
                "outfits",
                "--all-combinations",
                "--seed",
                "7",
                "--out",
                "combinations",
                "--sheet",
                "combinations/sheet.png",
                "--json");

        assertThat(generate.exitCode()).as(generate.all()).isZero();
        JsonNode images = Json.mapper().readTree(generate.out()).path("images");
        assertThat(images).hasSize(6).allSatisfy(image -> {
            assertThat(image.path("seed").longValue()).isEqualTo(7);
            assertThat(image.path("index").intValue()).isZero();
            assertThat(image.path("shown").isBoolean()).isTrue();
        });
        assertThat(images)
                .filteredOn(image -> !image.path("shown").booleanValue())
                .singleElement()
                .satisfies(image -> assertThat(image.path("attributes").toString())
                        .isEqualTo("{\"colour\":\"Navy Blue\",\"type\":\"Coat\"}"));
        assertThat(ImageIO.read(folder.resolve("combinations/sheet.png").toFile())
                        .getHeight())
                .as("three rows below a title and a legend")
                .isGreaterThan(3 * 56 + 60);
        String file = images.path(3).path("file").textValue();
        assertThat(atelier("recreate", "--data", data.toString(), file).out()).startsWith("identical");
    }

    @Test
    void optionsThatMeanNothingWithAllCombinationsAreRefused() throws Exception {
        String model =
                running.get("/v1/models").path("models").path(0).path("model").textValue();

        Command.Result counted =
                atelier("generate", "--data", data.toString(), "--model", model, "--all-combinations", "--count", "3");
        Command.Result rowsAlone =
                atelier("generate", "--data", data.toString(), "--model", model, "--rows", "category");

        assertThat(counted.exitCode()).isEqualTo(1);
        assertThat(counted.err()).contains("takes neither --count nor --same-latent");
        assertThat(rowsAlone.err()).contains("--all-combinations, which is not given");
    }

    @Test
    void aValueThatTheModelDoesNotHaveIsAnsweredWithTheClosest() throws Exception {
        JsonNode order = Json.mapper().readTree(order(1, 7));
        String attribute =
                order.path("attributes").properties().iterator().next().getKey();

        Command.Result generate = atelier(
                "generate",
                "--data",
                data.toString(),
                "--model",
                order.path("model").textValue(),
                "--attribute",
                attribute + "=Spaceship");

        assertThat(generate.exitCode()).isEqualTo(1);
        assertThat(generate.err())
                .contains("no value 'Spaceship'; did you mean '")
                .doesNotContain("\tat ");
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheClosest() throws Exception {
        Command.Result result = atelier("trian");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("Did you mean: ").contains("train");
    }

    @Test
    void theHelpNamesTheCommands() throws Exception {
        assertThat(atelier("--help").out()).contains("up", "demo", "generate", "train", "evaluate", "bench");
    }

    @Test
    void aKilledWorkerIsStartedAgainAndNoPictureIsLost() throws Exception {
        long first = running.pid("worker");
        var jobs = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            jobs.add(running.ask(order(32, 100 + i)));
        }
        // It may be over with those; with these it cannot be.
        try (Suspended worker = new Suspended(first)) {
            for (int i = 6; i < 10; i++) {
                jobs.add(running.ask(order(32, 100 + i)));
            }
            worker.kill();
        }

        for (String job : jobs) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> running.get(
                            "/v1/generations/" + job)
                    .path("status")
                    .textValue()
                    .equals("completed"));
            assertThat(running.get("/v1/generations/" + job).path("images")).hasSize(32);
        }
        assertThat(running.pid("worker")).isNotEqualTo(first);
        assertThat(RunningAtelier.isAlive(running.pid("worker"))).isTrue();
    }
}
