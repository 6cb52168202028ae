package dev.atelier.workers.embedding;

import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.messages.EmbeddingAnswer;
import dev.atelier.contract.messages.EmbeddingRequest;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.UnreadableMessageException;
import dev.atelier.contract.products.StoredPicture;
import dev.atelier.workers.embedding.Pictures.Outcome;
import dev.atelier.workers.metrics.WorkerMetrics;
import dev.atelier.workers.reporting.EventLog;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers whoever searches with a picture. One whose time is long over is not answered: nobody waits any more. */
final class SearchWork implements GroupReader.Work {
    /**
     * The end is by the gateway's clock, and that of this machine may be ahead. An answer for which nobody waits any more
     * costs one picture, a wrong clock would cost every search.
     */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(30);

    private final CurrentEmbedder current;
    private final Pictures pictures;
    private final EventLog log;
    private final MessageCodec codec;
    private final WorkerMetrics metrics;
    private final Clock clock;

    SearchWork(
            CurrentEmbedder current,
            Pictures pictures,
            EventLog log,
            MessageCodec codec,
            WorkerMetrics metrics,
            Clock clock) {
        this.current = current;
        this.pictures = pictures;
        this.log = log;
        this.codec = codec;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Always the same: a search is never answered a second time because something is new. */
    @Override
    public Optional<String> mark() {
        return Optional.of("");
    }

    @Override
    public boolean newestOnly() {
        return false;
    }

    @Override
    public void handle(List<Message> messages) throws InterruptedException {
        var answers = new Answers(log);
        var requests = new ArrayList<EmbeddingRequest>();
        for (Message message : messages) {
            try {
                EmbeddingRequest request = MessageCodec.readEmbeddingRequest(message.value());
                if (request.expiresAt().plus(CLOCKS_APART).isAfter(clock.instant())) {
                    requests.add(request);
                }
            } catch (UnreadableMessageException e) {
                putAway(message, e.code(), e.getMessage(), answers);
            }
        }
        if (!requests.isEmpty()) {
            answer(requests, answers);
        }
        answers.write();
    }

    private void answer(List<EmbeddingRequest> requests, Answers answers) throws InterruptedException {
        Optional<Manifest> version = current.get();
        if (version.isEmpty()) {
            failAll(requests, "No embedder is published, so nothing can be searched by a picture.", answers);
            return;
        }
        try {
            List<StoredPicture> wanted =
                    requests.stream().map(EmbeddingRequest::picture).toList();
            Map<StoredPicture, Outcome> outcomes = pictures.embed(version.get(), wanted, LoadedEmbedder.Urgency.SEARCH);
            requests.forEach(request -> answers.add(codec.write(answer(request, outcomes.get(request.picture())))));
            metrics.countEmbedded("searches", wanted.size());
        } catch (NoEmbedderException e) {
            failAll(requests, "The current embedder cannot be loaded: " + e.getMessage(), answers);
        }
    }

    private EmbeddingAnswer answer(EmbeddingRequest request, Outcome outcome) {
        if (outcome instanceof Outcome.Embedded embedded) {
            return new EmbeddingAnswer.Embedded(
                    EmbeddingAnswer.VERSION, request.query(), clock.instant(), embedded.embedding());
        }
        Outcome.Unusable unusable = (Outcome.Unusable) outcome;
        return failed(request, unusable.code(), unusable.reason());
    }

    private EmbeddingAnswer failed(EmbeddingRequest request, String code, String reason) {
        return new EmbeddingAnswer.Failed(EmbeddingAnswer.VERSION, request.query(), clock.instant(), code, reason);
    }

    @Override
    public void giveUp(Message message, String code, String reason) throws InterruptedException {
        var answers = new Answers(log);
        try {
            EmbeddingRequest request = MessageCodec.readEmbeddingRequest(message.value());
            answers.add(codec.write(failed(request, code, reason)));
        } catch (RuntimeException e) {
            // Of what cannot be read nobody knows who waits.
            putAway(message, code, reason, answers);
        }
        answers.write();
    }

    private void putAway(Message message, String code, String reason, Answers answers) {
        metrics.countDeadLetter(code);
        answers.add(codec.deadLetter(message, code, reason));
    }

    private void failAll(List<EmbeddingRequest> requests, String reason, Answers answers) {
        for (EmbeddingRequest request : requests) {
            answers.add(codec.write(failed(request, EmbeddingAnswer.NO_EMBEDDER, reason)));
        }
    }
}
