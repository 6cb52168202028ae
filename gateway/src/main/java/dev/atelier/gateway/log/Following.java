package dev.atelier.gateway.log;

import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.gateway.attempts.LatestAttempts;
import dev.atelier.gateway.batches.BatchView;
import dev.atelier.gateway.catalogue.CatalogueView;
import dev.atelier.gateway.configuration.GatewayConfig;
import dev.atelier.gateway.jobs.JobView;
import dev.atelier.gateway.queries.EmbeddingAnswers;
import dev.atelier.gateway.quotas.Quotas;
import dev.atelier.gateway.runs.RunView;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;

/** Follows the topics that the views are folds of, from start to end of the application. */
@ApplicationScoped
public class Following {
    /** Beyond the time in which a job may be asked for: clocks of several machines differ. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private static final long JOIN_MILLIS = 5000;

    private final Barrier barrier;
    private final LogReader reader;
    private final Thread thread;

    Following(
            Kafka kafka,
            Admin admin,
            JobView jobs,
            Quotas quotas,
            BatchView batches,
            CatalogueView models,
            RunView runs,
            EmbeddingAnswers answers,
            LatestAttempts attempts,
            GatewayConfig config,
            Clock clock) {
        Optional<Duration> reach = Optional.of(
                config.jobRetention().plus(config.interactiveExpiry()).plus(MARGIN));
        barrier = Barrier.asking(admin);
        reader = new LogReader(
                kafka::consumer,
                List.of(
                        new TopicFold(
                                Topic.GENERATION_INTERACTIVE,
                                reach,
                                value -> apply(MessageCodec.readRequest(value), jobs, quotas),
                                () -> jobs.openImages() > config.queueLimit()),
                        new TopicFold(
                                Topic.GENERATION_EVENTS,
                                reach,
                                value -> jobs.apply(MessageCodec.readEvent(value)),
                                () -> jobs.earlyEvents() > JobView.MOST_EARLY_EVENTS / 2),
                        new TopicFold(
                                Topic.GENERATION_CATALOGUES,
                                Optional.empty(),
                                value -> batches.apply(MessageCodec.readCatalogueRequest(value)),
                                () -> false),
                        new TopicFold(
                                Topic.GENERATION_CATALOGUE_EVENTS,
                                Optional.empty(),
                                value -> batches.apply(MessageCodec.readCatalogueEvent(value)),
                                () -> false),
                        new TopicFold(
                                Topic.MODEL_CHANGES,
                                Optional.empty(),
                                value -> models.apply(MessageCodec.readModelChange(value)),
                                () -> false),
                        new TopicFold(
                                Topic.DATASET_UPDATES,
                                Optional.empty(),
                                value -> runs.apply(MessageCodec.readDataSetUpdate(value), clock.instant()),
                                () -> false),
                        new TopicFold(
                                Topic.TRAINING_EVENTS,
                                Optional.empty(),
                                value -> runs.apply(MessageCodec.readTrainingEvent(value), clock.instant()),
                                () -> false),
                        new TopicFold(
                                Topic.GENERATION_WEBHOOKS,
                                Optional.of(LatestAttempts.KEPT),
                                value -> attempts.apply(MessageCodec.readWebhookAttempt(value)),
                                () -> false),
                        new TopicFold(
                                Topic.SEARCH_EMBEDDINGS,
                                // Nobody waits here for an answer that was given before this gateway began.
                                Optional.of(Duration.ZERO),
                                value -> answers.apply(MessageCodec.readEmbeddingAnswer(value)),
                                () -> false)),
                () -> {
                    jobs.forget(clock.instant());
                    batches.forget(clock.instant());
                    attempts.forget(clock.instant());
                },
                barrier,
                clock);
        thread = new Thread(reader, "log-reader");
        thread.setDaemon(true);
    }

    private static void apply(GenerationRequest request, JobView jobs, Quotas quotas) {
        if (jobs.apply(request)) {
            quotas.read(request);
        }
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        reader.close();
        thread.join(JOIN_MILLIS);
    }

    /** Whether everything that was in the log at the start has been applied. */
    public boolean caughtUp() {
        return reader.caughtUp();
    }

    /**
     * Completes once everything has been applied that is in the log now; fails with {@link LogUnavailableException}
     * where that takes too long.
     */
    public CompletionStage<Void> upToNow() {
        return barrier.upToNow();
    }

    /** The same for who asks for what may not have been read yet; at once for who asks for what is known, or cannot be. */
    public Uni<Void> upToNowIf(boolean mayBeNew) {
        return mayBeNew
                ? Uni.createFrom().completionStage(this::upToNow)
                : Uni.createFrom().voidItem();
    }

    /** For people: how far the reading is. */
    public String progress() {
        return reader.progress();
    }

    /** Records that are in the log and not applied yet. */
    public long lag() {
        return reader.lag();
    }
}
