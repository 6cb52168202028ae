package dev.atelier.workers.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.messages.EmbeddingRequest;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.contract.products.StoredPicture;
import dev.atelier.workers.reporting.RecordedReports;
import dev.atelier.workers.testing.PlayedStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchWorkTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final MessageCodec codec = new MessageCodec("/test");
    private final RecordedReports recorded = new RecordedReports();

    @TempDir
    Path folder;

    /** No embedder is there, which is an answer as well. */
    private int answersOn(Duration ahead) throws InterruptedException {
        var store = new PlayedStore(key -> {});
        var current = new CurrentEmbedder();
        Clock clock = Clock.fixed(NOW.plus(ahead), ZoneOffset.UTC);
        var request = new EmbeddingRequest(
                EmbeddingRequest.VERSION,
                "query",
                new StoredPicture("queries/a.png", "0".repeat(64)),
                NOW,
                NOW.plusSeconds(10));
        try (var pictures = new Pictures(
                new StoredPictures(store), new LoadedEmbedder(new ModelStore(store), folder, Runnable::run), current)) {
            new SearchWork(current, pictures, recorded.log(), codec, recorded.metrics(), clock)
                    .handle(List.of(codec.write(request)));
        }
        return recorded.written(Topic.SEARCH_EMBEDDINGS).size();
    }

    @Test
    void aWorkerWhoseClockIsAheadAnswersWhoStillWaits() throws InterruptedException {
        assertThat(answersOn(Duration.ofSeconds(20))).isEqualTo(1);
    }

    @Test
    void whoHasLongGoneIsNotAnswered() throws InterruptedException {
        assertThat(answersOn(Duration.ofMinutes(2))).isZero();
    }
}
