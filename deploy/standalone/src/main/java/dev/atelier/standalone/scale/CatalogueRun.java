package dev.atelier.standalone.scale;

import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.standalone.bench.CatalogueTail;
import dev.atelier.standalone.bench.ShardCheck;
import dev.atelier.standalone.client.CatalogueView;
import dev.atelier.standalone.client.Catalogues;
import dev.atelier.standalone.scale.ScaleResult.Run;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Runs one catalogue on a system and measures it.
 *
 * @param processes of the system
 * @param kafka bootstrap servers
 * @param folder for the catalogue's file
 */
record CatalogueRun(
        Catalogues catalogues,
        Accounts.Processes processes,
        String kafka,
        ObjectStore store,
        Manifest model,
        int shardSize,
        Path folder,
        Consumer<String> progress) {

    /** @param victims names of processes that are killed on the way */
    Run run(int workers, int items, List<String> victims) throws IOException, InterruptedException {
        WantedCatalogue wanted = WantedCatalogue.of(model, items);
        Path file = folder.resolve("catalogue.jsonl");
        wanted.write(file);
        try (CatalogueTail tail = CatalogueTail.fromNow(kafka)) {
            Accounts accounts = Accounts.open(processes);
            long start = System.nanoTime();
            String id = send(file);
            double acceptedMs = (System.nanoTime() - start) / 1e6;
            BatchProgress batch = new BatchProgress(id);
            Kills kills = new Kills(victims, items, accounts, () -> gatewayAnswers(id), progress);
            EndForecasts forecasts = new EndForecasts(items, () -> expectedEnd(id), Clock.systemUTC());
            while (!batch.isCompleted()) {
                tail.next().forEach(batch::note);
                batch.requireLife();
                forecasts.step(batch);
                kills.step(batch);
            }
            accounts.close();
            Files.delete(file);
            progress.accept("checking every picture of " + items);
            ShardCheck check = ManifestCheck.of(store, wanted, batch.end());
            double manifestMs = (batch.endedAt() - start) / 1e6;
            return new Run(
                    workers,
                    items,
                    acceptedMs,
                    (batch.firstShardAt() - start) / 1e6,
                    manifestMs,
                    items / manifestMs * 1000,
                    manifestMs / items,
                    perItem(accounts.cpuSeconds(), items),
                    accounts.peakMiB(),
                    kills.kills(),
                    forecasts.against(batch.end().at()),
                    check.lost(),
                    check.doubled(),
                    check.wrong());
        }
    }

    private String send(Path file) throws InterruptedException {
        var parameters = Map.of("model", model.model(), "shardSize", Integer.toString(shardSize));
        return catalogues
                .send(file, "application/x-ndjson", parameters, Optional.empty())
                .path("id")
                .textValue();
    }

    private boolean gatewayAnswers(String batch) {
        return look(batch).isPresent();
    }

    private Optional<Instant> expectedEnd(String batch) {
        return look(batch).flatMap(CatalogueView::expectedEnd);
    }

    /** Empty where no gateway answers for the batch. */
    private Optional<CatalogueView> look(String batch) {
        try {
            return Optional.of(CatalogueView.of(catalogues.look(batch)));
        } catch (CommandFailure notYet) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Map<String, Double> perItem(Map<String, Double> seconds, int items) {
        var ms = new TreeMap<String, Double>();
        seconds.forEach((process, used) -> ms.put(process, 1000 * used / items));
        return ms;
    }
}
