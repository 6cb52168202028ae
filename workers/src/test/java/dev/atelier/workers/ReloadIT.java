package dev.atelier.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.images.Provenance;
import dev.atelier.contract.messages.GenerationEvent.Completed;
import dev.atelier.contract.messages.GenerationEvent.Failed;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ModelChange.AliasMoved;
import dev.atelier.contract.messages.ModelChange.VersionPublished;
import dev.atelier.contract.messages.ModelChange.VersionRetired;
import dev.atelier.contract.models.Alias;
import dev.atelier.generator.layers.Dense;
import dev.atelier.generator.layers.JoinCondition;
import dev.atelier.generator.layers.LayerSpec;
import dev.atelier.generator.layers.Relu;
import dev.atelier.generator.layers.Reshape;
import dev.atelier.generator.layers.Sigmoid;
import dev.atelier.workers.testing.Installation;
import dev.atelier.workers.testing.TinyModel;
import dev.atelier.workers.testing.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New versions come to a worker that is at work. */
class ReloadIT {
    private static final int RELOADS = 20;
    private static final int SETTLED = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MEBIBYTE = 1 << 20;

    /**
     * More than 20 MiB of weights, so that versions that nobody releases are seen in the process's memory; each is used once
     * for a picture, so that they cost little time.
     */
    private static final List<LayerSpec> LAYERS = List.of(
            new JoinCondition.Spec(),
            new Dense.Spec(2048),
            new Relu.Spec(),
            new Dense.Spec(2048),
            new Relu.Spec(),
            new Dense.Spec(28 * 28),
            Reshape.Spec.picture(1, 28, 28),
            new Sigmoid.Spec());

    private final Installation installation = Installation.shared();
    private final MessageCodec codec = new MessageCodec("/test");

    @TempDir
    private Path folder;

    @Test
    void aVersionThatMakesAnotherGoldenPictureHereIsNotServed() throws IOException {
        Installation.sharedWorker();
        Artefact altered = installation.publish(TinyModel.write(folder.resolve("false"), "false", "1", 98, LAYERS, 99));

        GenerationRequest request = installation.request(altered.manifest(), 1, 1);
        installation.send(request);

        assertThat(installation.log().awaitEnd(request.id())).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("invalid-model");
            assertThat(failed.reason()).contains("golden");
        });
    }

    @Test
    void aVersionWithoutAGoldenPictureIsServedAndTheWorkerSaysSoOnce() throws IOException {
        WorkerProcess worker = Installation.sharedWorker();
        Manifest unchecked = installation
                .publish(TinyModel.withoutGolden(folder.resolve("unchecked"), "unchecked", "1", 97, LAYERS))
                .manifest();

        for (int i = 0; i < 2; i++) {
            GenerationRequest request = installation.request(unchecked, 1, i);
            installation.send(request);
            assertThat(installation.log().awaitEnd(request.id())).isInstanceOf(Completed.class);
        }

        assertThat(worker.output().lines())
                .filteredOn(line -> line.contains("model=unchecked") && line.contains("no golden picture"))
                .hasSize(1);
    }

    @Test
    void twentyReloadsUnderLoadLoseNoRequestAndNoMemory() throws IOException {
        WorkerProcess worker = Installation.sharedWorker();
        Map<String, Manifest> asked = new HashMap<>();
        long settled = 0;
        for (int i = 1; i <= RELOADS; i++) {
            String version = Integer.toString(i);
            Manifest manifest = installation
                    .publish(TinyModel.write(folder.resolve(version), "reloaded", version, i, LAYERS))
                    .manifest();
            installation.send(codec.write(new VersionPublished(1, "reloaded", Instant.now(), manifest, "test")));
            installation.send(codec.write(new AliasMoved(
                    1, "reloaded", Instant.now(), Alias.CHAMPION, version, i - 1, "test", "reload " + i)));
            do {
                GenerationRequest request = installation.request(manifest, 2, asked.size());
                asked.put(installation.send(request), manifest);
                installation.log().awaitEnd(request.id());
            } while (!hasRead(worker, version));
            if (i == SETTLED) {
                settled = worker.nativeBytes();
            }
        }

        installation.log().awaitEnds(asked.keySet());
        asked.forEach((job, manifest) -> {
            assertThat(installation.log().end(job)).get().isInstanceOf(Completed.class);
            assertThat(Provenance.of(installation.picture(job, 1)).digest()).isEqualTo(manifest.digest());
        });
        long grown = worker.nativeBytes() - settled;
        assertThat(grown / MEBIBYTE)
                .as("MiB more after %d reloads than after %d", RELOADS, SETTLED)
                .isLessThan(150);
    }

    /** It waited in the log since then; another version is champion by now, and its own was retired. */
    @Test
    void aRequestIsFulfilledByTheVersionThatItWasAcceptedForHoursLater() throws IOException {
        WorkerProcess worker = Installation.sharedWorker();
        Instant accepted = Instant.now().minus(Duration.ofHours(9));
        Manifest old = installation
                .publish(TinyModel.write(folder.resolve("old"), "aged", "1", 1, LAYERS))
                .manifest();
        Manifest fresh = installation
                .publish(TinyModel.write(folder.resolve("fresh"), "aged", "2", 2, LAYERS))
                .manifest();
        installation.send(codec.write(new VersionPublished(1, "aged", accepted, old, "test")));
        Instant moved = accepted.plusSeconds(60);
        installation.send(codec.write(new VersionPublished(1, "aged", moved, fresh, "test")));
        installation.send(
                codec.write(new AliasMoved(1, "aged", moved, Alias.CHAMPION, "2", 0, "test", "the newer one")));
        installation.send(codec.write(new VersionRetired(1, "aged", moved.plusSeconds(60), "1", "test", "not in use")));
        await().atMost(PATIENCE).until(() -> worker.output().contains("model=aged, version=2,"));

        GenerationRequest request = installation.requestOf(accepted, old, 1, 1);
        installation.sendAt(accepted, codec.write(request));

        assertThat(installation.log().awaitEnd(request.id())).isInstanceOf(Completed.class);
        assertThat(Provenance.of(installation.picture(request.id(), 0)).digest())
                .isEqualTo(old.digest());
    }

    private static boolean hasRead(WorkerProcess worker, String version) {
        return worker.output().contains("model=reloaded, version=" + version + ",");
    }
}
