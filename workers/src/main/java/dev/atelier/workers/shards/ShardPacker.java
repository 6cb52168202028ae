package dev.atelier.workers.shards;

import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.workers.jobs.EncodedPicture;
import dev.atelier.workers.jobs.Failure;
import dev.atelier.workers.jobs.Shard;
import dev.atelier.workers.reporting.ShardReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Puts each picture into its shard's file, and hands the file on when it is whole. */
public final class ShardPacker {
    private static final Logger LOG = Logger.getLogger(ShardPacker.class);

    private final Path folder;
    private final ShardStore next;
    private final ShardReports reports;
    private final Map<Shard, ShardFile> files = new HashMap<>();

    /** @param folder for the files; made where it is absent */
    public ShardPacker(Path folder, ShardStore next, ShardReports reports) {
        this.folder = folder;
        this.next = next;
        this.reports = reports;
    }

    public void pack(EncodedPicture<Shard> picture) throws InterruptedException {
        Shard shard = picture.work();
        if (shard.isOver()) {
            return;
        }
        try {
            ShardFile file = fileOf(shard);
            if (file.add(picture)) {
                next.submit(shard, file);
            }
        } catch (IOException e) {
            LOG.errorf(e, "shard %s cannot be written to %s", shard.id(), folder);
            reports.failed(
                    shard, new Failure(Failure.SHARD_UNWRITABLE, "this worker cannot write the shard's file: " + e));
        }
    }

    private ShardFile fileOf(Shard shard) throws IOException {
        ShardFile file;
        synchronized (files) {
            ShardFile known = files.get(shard);
            if (known != null) {
                return known;
            }
            Files.createDirectories(folder);
            String key = ObjectKeys.shard(
                    shard.tenant(), shard.request().batch(), shard.request().shard());
            file = new ShardFile(folder, shard, key.substring(key.lastIndexOf('/') + 1));
            files.put(shard, file);
        }
        shard.atEnd(() -> discard(shard));
        return file;
    }

    private void discard(Shard shard) {
        ShardFile file;
        synchronized (files) {
            file = files.remove(shard);
        }
        try {
            file.close();
        } catch (IOException e) {
            LOG.warnf("the file of shard %s cannot be closed: %s", shard.id(), e);
        }
    }
}
