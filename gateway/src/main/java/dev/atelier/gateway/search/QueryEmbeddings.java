package dev.atelier.gateway.search;

import dev.atelier.contract.messages.EmbeddingAnswer;
import dev.atelier.contract.messages.EmbeddingAnswer.Embedded;
import dev.atelier.contract.messages.EmbeddingAnswer.Failed;
import dev.atelier.contract.messages.EmbeddingRequest;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.products.Embedding;
import dev.atelier.contract.products.StoredPicture;
import dev.atelier.gateway.log.Arrival;
import dev.atelier.gateway.log.LogWriter;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemException;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.queries.EmbeddingAnswers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Has workers look at pictures that somebody searches with. */
@ApplicationScoped
class QueryEmbeddings {
    private static final int RETRY_SECONDS = 10;

    private final LogWriter log;
    private final MessageCodec codec;
    private final EmbeddingAnswers answers;
    private final Clock clock;

    QueryEmbeddings(LogWriter log, MessageCodec codec, EmbeddingAnswers answers, Clock clock) {
        this.log = log;
        this.codec = codec;
        this.answers = answers;
        this.clock = clock;
    }

    /**
     * Asks, and waits for the answer without a thread.
     *
     * @param query id, of this question alone
     * @param longest that is waited; then fails with {@code no-worker-answered}
     * @return completes on a thread that must not linger
     */
    CompletionStage<Embedding> of(String query, StoredPicture picture, Duration longest) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var request = new EmbeddingRequest(EmbeddingRequest.VERSION, query, picture, now, now.plus(longest));
        CompletableFuture<EmbeddingAnswer> answer = Arrival.within(
                longest,
                late -> Problem.of(
                                ProblemType.NO_WORKER_ANSWERED,
                                "No worker looked at the picture within " + longest.toMillis() + " ms.")
                        .asException(),
                watcher -> answers.watch(query, watcher),
                Optional::empty,
                any -> true);
        return Arrival.once(log.write(codec.write(request)), answer).thenApply(QueryEmbeddings::embedding);
    }

    private static Embedding embedding(EmbeddingAnswer answer) {
        if (answer instanceof Embedded embedded) {
            return embedded.embedding();
        }
        throw problem((Failed) answer);
    }

    private static ProblemException problem(Failed failed) {
        return switch (failed.code()) {
            case EmbeddingAnswer.BAD_PICTURE ->
                Problem.of(ProblemType.BROKEN_PICTURE, failed.reason()).asException();
            case EmbeddingAnswer.MISSING_PICTURE, EmbeddingAnswer.OTHER_PICTURE ->
                Problem.of(ProblemType.NO_PICTURE_TO_SEARCH_WITH, failed.reason())
                        .asException();
            default ->
                Problem.temporary(ProblemType.NO_EMBEDDER, failed.reason(), RETRY_SECONDS)
                        .asException();
        };
    }
}
