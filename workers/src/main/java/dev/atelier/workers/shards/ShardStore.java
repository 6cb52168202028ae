package dev.atelier.workers.shards;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.ObjectUpload;
import dev.atelier.workers.jobs.Failure;
import dev.atelier.workers.jobs.Shard;
import dev.atelier.workers.outages.StorePatience;
import dev.atelier.workers.reporting.ShardReports;
import dev.atelier.workers.reporting.ShardReports.StoredFile;
import dev.atelier.workers.stages.Stage;
import dev.atelier.workers.storing.VersionMarks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;

/**
 * The stage that puts shards into the store: the tar file, then its index, then the news. Apart from that of single
 * pictures, for which somebody waits and which are small. Waits while the store is away.
 */
public final class ShardStore {
    private static final Logger LOG = Logger.getLogger(ShardStore.class);

    private final Stage stage;
    private final ObjectStore store;
    private final VersionMarks marks;
    private final StorePatience patience;
    private final ShardReports reports;

    public ShardStore(
            Stage stage, ObjectStore store, VersionMarks marks, StorePatience patience, ShardReports reports) {
        this.stage = stage;
        this.store = store;
        this.marks = marks;
        this.patience = patience;
        this.reports = reports;
    }

    /** @param file whole, and open until the shard is over */
    void submit(Shard shard, ShardFile file) throws InterruptedException {
        stage.submit(() -> put(shard, file));
    }

    private void put(Shard shard, ShardFile file) {
        if (shard.isOver()) {
            return;
        }
        try {
            StoredFile tar = putTar(shard, file);
            reports.stored(shard, tar, putIndex(shard, file.index()));
        } catch (CancellationException e) {
            // Not acknowledged, so another worker gets the request again.
            LOG.warn(e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            fail(shard, new Failure(Failure.SHARD_UNWRITABLE, "this worker cannot read the shard's file: " + e));
        } catch (RuntimeException e) {
            fail(shard, Failure.because(e));
        }
    }

    /** A file that is closed since its shard is over meanwhile is no failure. */
    private void fail(Shard shard, Failure failure) {
        if (!shard.isOver()) {
            LOG.warnf("shard %s cannot be stored: %s", shard.id(), failure.reason());
            reports.failed(shard, failure);
        }
    }

    private StoredFile putTar(Shard shard, ShardFile file) throws IOException {
        ShardRequest request = shard.request();
        var tar = new StoredFile(
                ObjectKeys.shard(request.tenant(), request.batch(), request.shard()), file.sha256(), file.size());
        patience.untilAvailable(tar.key(), () -> {
            marks.mark(shard.model().reference());
            upload(tar.key(), file);
            return tar;
        });
        return tar;
    }

    private void upload(String key, ShardFile file) {
        try (ObjectUpload upload = store.upload(key, "application/x-tar");
                InputStream in = file.content()) {
            in.transferTo(upload);
            upload.complete();
        } catch (IOException e) {
            throw new UncheckedIOException("the shard's file cannot be read back", e);
        }
    }

    private StoredFile putIndex(Shard shard, byte[] lines) {
        ShardRequest request = shard.request();
        var index = new StoredFile(
                ObjectKeys.shardIndex(request.tenant(), request.batch(), request.shard()),
                Sha256.of(lines),
                lines.length);
        patience.untilAvailable(index.key(), () -> {
            ShardIndex.put(store, request.tenant(), request.batch(), request.shard(), lines);
            return index;
        });
        return index;
    }
}
