package dev.atelier.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does with training runs and the champions that come of them. */
class RunsST {
    private static final String SHA_256 = "0123456789abcdef".repeat(4);

    @TempDir
    private Path folder;

    private Command.Result atelier(String... arguments) throws Exception {
        return new Command(folder).run(arguments);
    }

    @Test
    void aRunIsAskedForListedShownAndCancelledAndAChampionWithoutAPreviousOneIsKept() throws Exception {
        Path data = folder.resolve("data");
        try (RunningAtelier running = RunningAtelier.start(folder, data)) {
            String model = running.get("/v1/models").at("/models/0/model").textValue();
            String version = running.get("/v1/models")
                    .at("/models/0/aliases/champion/version")
                    .textValue();
            String at = data.toString();

            Command.Result missing = atelier("data", "update", "shop@2", "--models", model, "--data", at);
            assertThat(missing.exitCode()).isEqualTo(1);
            assertThat(missing.err()).contains("there is no datasets/shop/2/manifest.json in the store");

            Command.Result unknown = atelier("data", "update", "shop@2", "--sha256", SHA_256, "--data", at);
            assertThat(unknown.exitCode()).isEqualTo(1);
            assertThat(unknown.err()).contains("'models'");

            Command.Result update =
                    atelier("data", "update", "shop@2", "--models", model, "--sha256", SHA_256, "--data", at, "--json");
            assertThat(update.exitCode()).as(update.all()).isZero();
            String run = Json.mapper().readTree(update.out()).at("/runs/0/id").textValue();

            JsonNode runs = Json.mapper()
                    .readTree(atelier("runs", "--data", at, "--json").out());
            assertThat(runs.findValuesAsText("id")).containsExactly(run);
            assertThat(atelier("runs", "--data", at).out())
                    .contains(run)
                    .contains(model)
                    .contains("shop@2");
            assertThat(atelier("runs", "show", run, "--data", at).out()).contains("shop@2, announced by");

            Command.Result approve = atelier("runs", "approve", run, "--reason", "so", "--data", at);
            assertThat(approve.exitCode()).isEqualTo(1);
            assertThat(approve.err()).contains("there is nothing to approve");

            Command.Result back = atelier("models", "rollback", model, "--reason", "worse", "--data", at);
            assertThat(back.exitCode()).isEqualTo(1);
            assertThat(back.err()).contains("has no previous version");

            Command.Result kept = atelier("models", "promote", model, version, "--reason", "it is good", "--data", at);
            assertThat(kept.exitCode()).as(kept.all()).isZero();
            assertThat(kept.out()).contains("Version " + version + " is the champion of " + model);
        }
    }
}
