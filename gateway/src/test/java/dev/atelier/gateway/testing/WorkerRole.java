package dev.atelier.gateway.testing;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.images.Png;
import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.GenerationEvent.Completed;
import dev.atelier.contract.messages.GenerationEvent.Failed;
import dev.atelier.contract.messages.GenerationEvent.ImageStored;
import dev.atelier.contract.messages.GenerationEvent.Started;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreUnavailableException;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;

/** Does by hand what a worker does: writes events into the log and pictures into the store. */
public final class WorkerRole {
    private final LogClient log;
    private final ObjectStore store;
    private final MessageCodec codec = new MessageCodec("/atelier/workers");

    WorkerRole(LogClient log, ObjectStore store) {
        this.log = log;
        this.store = store;
    }

    public void write(GenerationEvent event) {
        log.write(codec.write(event));
    }

    public void start(String job) {
        write(new Started(GenerationEvent.VERSION, job, Instant.now(), "worker-1"));
    }

    /** Stores and reports a picture; returns its bytes. */
    public byte[] store(String job, int index) {
        byte[] png = Png.encode(new Picture(2, 2, 1, new byte[] {0, 10, 20, (byte) index}), Map.of());
        String key = ObjectKeys.image("default", job, index);
        // As a worker does: a connection may have died with a store that was restarted.
        Awaitility.await().ignoreException(StoreUnavailableException.class).until(() -> {
            store.put(key, png, "image/png", Map.of());
            return true;
        });
        report(job, index, png);
        return png;
    }

    /** Reports a picture that is not in the store. */
    public void report(String job, int index, byte[] png) {
        String key = ObjectKeys.image("default", job, index);
        write(new ImageStored(GenerationEvent.VERSION, job, Instant.now(), index, key, Sha256.of(png), png.length));
    }

    public void complete(String job, int images) {
        write(new Completed(GenerationEvent.VERSION, job, Instant.now(), images));
    }

    public void fail(String job, String code, String reason) {
        write(new Failed(GenerationEvent.VERSION, job, Instant.now(), code, reason));
    }

    /** The whole life of a job. */
    public void fulfil(String job, int images) {
        start(job);
        for (int i = 0; i < images; i++) {
            store(job, i);
        }
        complete(job, images);
    }
}
