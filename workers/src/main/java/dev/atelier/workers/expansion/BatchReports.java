package dev.atelier.workers.expansion;

import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Failed;
import dev.atelier.contract.messages.CatalogueEvent.Halted;
import dev.atelier.contract.messages.CatalogueEvent.Listed;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.workers.reporting.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** What is written into the log about batches: how far they are listed, which shards are wanted, their ends. */
final class BatchReports {
    private final EventLog log;
    private final MessageCodec codec;

    BatchReports(EventLog log, MessageCodec codec) {
        this.log = log;
        this.codec = codec;
    }

    void listed(String batch, int shards) {
        submit(() -> codec.write(new Listed(CatalogueEvent.VERSION, batch, Instant.now(), shards)));
    }

    void wanted(ShardRequest shard) {
        submit(() -> codec.write(shard));
    }

    void said(CatalogueEvent event) {
        submit(() -> codec.write(event));
    }

    void failed(String batch, String code, String reason) {
        submit(() -> codec.write(new Failed(CatalogueEvent.VERSION, batch, Instant.now(), code, reason)));
    }

    void halted(String batch, String code, String reason) {
        submit(() -> codec.write(new Halted(CatalogueEvent.VERSION, batch, Instant.now(), code, reason)));
    }

    /** A request that no batch can be made of. */
    void refused(Message request, String code, String reason) {
        submit(() -> codec.deadLetter(request, code, reason));
        failed(request.key(), code, reason);
    }

    /** @throws CancellationException where this worker ends; who owns the batch next says it again */
    private void submit(Supplier<Message> message) {
        try {
            log.submit(message, () -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("this worker ends");
        }
    }

    boolean drain(Duration within) throws InterruptedException {
        return log.drain(within);
    }
}
