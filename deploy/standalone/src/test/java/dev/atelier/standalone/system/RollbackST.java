package dev.atelier.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.images.Provenance;
import dev.atelier.contract.json.Json;
import dev.atelier.standalone.models.UntrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions that turn out to be bad while pictures are asked for. */
class RollbackST {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int CLIENTS = 3;
    private static final int ENOUGH = 25;
    private static final String MODEL = "frocks";
    private static final String ORDER = "{\"model\": \"" + MODEL + "\", \"attributes\": {\"category\": \"Dress\"}%s}";

    @TempDir
    private static Path folder;

    private static Path data;
    private static RunningAtelier running;
    private static Map<String, Manifest> versions;

    @BeforeAll
    static void start() throws Exception {
        data = folder.resolve("data");
        running = RunningAtelier.start(folder, data);
        versions = published("1", "2", "3");
        JsonNode champion = atelier("models", "promote", MODEL, "2", "--reason", "newer", "--json");
        assertThat(champion.path("version").textValue()).isEqualTo("2");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (running != null) {
            running.close();
        }
    }

    private static Map<String, Manifest> published(String... versions) throws Exception {
        var manifests = new HashMap<String, Manifest>();
        var command = new ArrayList<>(List.of("models", "publish"));
        for (String version : versions) {
            Artefact artefact =
                    UntrainedModel.write(folder.resolve("artefact-" + version), MODEL, version, version.hashCode());
            manifests.put(version, artefact.manifest());
            command.add(artefact.folder().toString());
        }
        Command.Result publish =
                new Command(folder, Map.of("ATELIER_DATA", data.toString())).run(command.toArray(String[]::new));
        assertThat(publish.exitCode()).as(publish.all()).isZero();
        return manifests;
    }

    private static JsonNode atelier(String... arguments) throws Exception {
        Command.Result result = new Command(folder, Map.of("ATELIER_DATA", data.toString())).run(arguments);
        assertThat(result.exitCode()).as(result.all()).isZero();
        return Json.mapper().readTree(result.out());
    }

    /** A request of a client: whether it was sent after the rollback had been answered, and what was accepted. */
    private record Asked(boolean after, JsonNode job) {
        String id() {
            return job.path("id").textValue();
        }

        String version() {
            return job.path("version").textValue();
        }
    }

    @Test
    void fromTheAnswerOfARollbackOnPicturesAreMadeByTheOldVersionAndNoneIsLost() throws Exception {
        var asked = new ConcurrentLinkedQueue<Asked>();
        var rolledBack = new AtomicBoolean();
        var enough = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<CompletableFuture<Void>> done = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            done.add(CompletableFuture.runAsync(() -> askUntil(enough, rolledBack, asked), clients));
        }
        await().atMost(PATIENCE).until(() -> asked.size() >= ENOUGH);

        JsonNode champion = running.post(
                "/v1/models/" + MODEL + "/rollback", "{\"by\": \"Ada\", \"reason\": \"bags have no handles\"}");
        long answered = System.nanoTime();
        rolledBack.set(true);

        await().atMost(PATIENCE).until(() -> asked.stream().anyMatch(Asked::after));
        Asked first = asked.stream().filter(Asked::after).findFirst().orElseThrow();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> status(first.id())
                .equals("completed"));
        System.out.printf(
                "the first picture by the old version came %d ms after the answer%n",
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - answered));
        await().atMost(PATIENCE).until(() -> asked.stream().filter(Asked::after).count() >= ENOUGH);
        enough.set(true);
        CompletableFuture.allOf(done.toArray(CompletableFuture[]::new)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        clients.shutdown();

        assertThat(champion.path("version").textValue()).isEqualTo("1");
        assertThat(asked).extracting(Asked::version).contains("1", "2");
        assertThat(asked).allSatisfy(it -> {
            assertThat(it.version()).isIn(it.after() ? List.of("1") : List.of("1", "2"));
            await().atMost(PATIENCE).until(() -> status(it.id()).equals("completed"));
            assertThat(Provenance.of(running.bytes("/v1/generations/" + it.id() + "/images/0.png"))
                            .digest())
                    .isEqualTo(versions.get(it.version()).digest());
        });
        JsonNode aliases = running.get("/v1/models/" + MODEL).path("aliases");
        assertThat(aliases.at("/champion/by").textValue()).isEqualTo("Ada");
        assertThat(aliases.at("/champion/reason").textValue()).isEqualTo("bags have no handles");
        assertThat(aliases.at("/previous/version").textValue()).isEqualTo("2");
    }

    private static void askUntil(AtomicBoolean enough, AtomicBoolean rolledBack, ConcurrentLinkedQueue<Asked> asked) {
        try {
            while (!enough.get()) {
                boolean after = rolledBack.get();
                JsonNode job = running.post("/v1/generations", ORDER.formatted(""));
                asked.add(new Asked(after, job));
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> status(job.path("id").textValue()).equals("completed"));
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String status(String job) throws IOException, InterruptedException {
        return running.get("/v1/generations/" + job).path("status").textValue();
    }

    @Test
    void aVersionThatWasAlteredInTheStoreIsNotServedAndTheChampionGoesOn() throws Exception {
        Path weights = data.resolve("s3/objects/atelier/models/" + MODEL + "/3/" + Manifest.WEIGHTS);
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length / 2] ^= 1;
        Files.write(weights, bytes);

        String altered = running.ask(ORDER.formatted(", \"version\": \"3\""));
        String byChampion = running.ask(ORDER.formatted(""));

        await().atMost(PATIENCE).until(() -> status(altered).equals("failed"));
        JsonNode failure = running.get("/v1/generations/" + altered).path("failure");
        assertThat(failure.path("code").textValue()).isEqualTo("invalid-model");
        assertThat(failure.path("reason").textValue()).contains(Manifest.WEIGHTS, "altered");
        await().atMost(PATIENCE).until(() -> status(byChampion).equals("completed"));
    }
}
