package dev.atelier.gateway.deliveries;

import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Webhook;
import dev.atelier.contract.messages.WebhookAttempt;
import dev.atelier.gateway.attempts.LatestAttempts;
import dev.atelier.gateway.configuration.GatewayConfig;
import dev.atelier.gateway.generations.JobBodies;
import dev.atelier.gateway.jobs.Job;
import dev.atelier.gateway.jobs.JobView;
import dev.atelier.gateway.log.Following;
import dev.atelier.gateway.log.LogWriter;
import dev.atelier.gateway.webhooks.Answer;
import dev.atelier.gateway.webhooks.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Calls the webhooks of jobs that are over, each at least once.
 *
 * <p>Of several gateways one calls: they share the events as a consumer group ({@link DeliveryReaders}), and an event is
 * committed once its webhook was called. A call that failed is not held on to, since that would keep the events behind
 * it from being committed: it goes back into the log, as an attempt that is due later, and a second group takes it from
 * there, unless the log has a later one by then. So a gateway that is killed loses nothing, and only what it was calling at
 * that moment, or what had its answer while an attempt before it still waited, is called twice; {@code webhook-id} tells the
 * receiver.
 */
@ApplicationScoped
class Deliveries {
    private static final Logger LOG = Logger.getLogger(Deliveries.class);
    private static final CompletableFuture<Void> NOTHING_TO_DO = CompletableFuture.completedFuture(null);

    private final JobView jobs;
    private final JobBodies bodies;
    private final Following following;
    private final LatestAttempts latest;
    private final Caller caller;
    private final LogWriter log;
    private final MessageCodec codec;
    private final MeterRegistry meters;
    private final Clock clock;
    private final int attempts;
    private final Backoff backoff;

    Deliveries(
            JobView jobs,
            JobBodies bodies,
            Following following,
            LatestAttempts latest,
            Caller caller,
            LogWriter log,
            MessageCodec codec,
            GatewayConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.jobs = jobs;
        this.bodies = bodies;
        this.following = following;
        this.latest = latest;
        this.caller = caller;
        this.log = log;
        this.codec = codec;
        this.meters = meters;
        this.clock = clock;
        this.attempts = config.webhooks().attempts();
        this.backoff = new Backoff(config.webhooks().firstRetry());
    }

    /**
     * Calls the webhook of a job, if it has one and this is the event that ended it.
     *
     * @return completes once it was called or an attempt is due later; fails where neither could be done
     */
    CompletionStage<Void> ended(String job, byte[] event) {
        if (jobs.isWithoutWebhook(job)) {
            return NOTHING_TO_DO;
        }
        Optional<Job> known = jobs.job(job);
        if (known.filter(found -> found.status().isOver()).isPresent()) {
            return ended(known.get(), event);
        }
        // This gateway's view has not read so far yet.
        return following.upToNow().thenCompose(read -> jobs.job(job)
                .map(found -> ended(found, event))
                .orElseGet(() -> {
                    LOG.debugf("Job %s is forgotten; a webhook of it would not be called", job);
                    return NOTHING_TO_DO;
                }));
    }

    private CompletionStage<Void> ended(Job job, byte[] event) {
        Optional<Webhook> webhook = job.request().webhook();
        if (webhook.isEmpty()) {
            return NOTHING_TO_DO;
        }
        GenerationEvent end = MessageCodec.readEvent(event);
        // A second end, or the same one written again by a worker that was not sure.
        if (!job.end().equals(Optional.of(end))) {
            return NOTHING_TO_DO;
        }
        Notice notice = new Notice("generation." + end.typeName(), end.at(), bodies.body(job));
        return call(new WebhookAttempt(
                WebhookAttempt.VERSION,
                job.id(),
                job.request().tenant(),
                webhook.get().url(),
                new String(Json.bytes(notice), StandardCharsets.UTF_8),
                1,
                clock.instant()));
    }

    /** Calls a webhook again, now that it is time, unless a later attempt was made meanwhile. */
    CompletionStage<Void> again(byte[] message) {
        WebhookAttempt attempt = MessageCodec.readWebhookAttempt(message);
        return following.upToNow().thenCompose(read -> latest.isLatest(attempt) ? call(attempt) : NOTHING_TO_DO);
    }

    private CompletionStage<Void> call(WebhookAttempt attempt) {
        return caller.call(attempt.tenant(), "msg_" + attempt.job(), attempt.url(), attempt.body())
                .thenCompose(answer -> answered(attempt, answer));
    }

    private CompletionStage<Void> answered(WebhookAttempt attempt, Answer answer) {
        if (answer instanceof Answer.Taken) {
            count("taken");
            return NOTHING_TO_DO;
        } else if (answer instanceof Answer.Busy) {
            return later(attempt, attempt.number(), backoff.after(1, ThreadLocalRandom.current()));
        } else if (answer instanceof Answer.Never never) {
            return giveUp(attempt, never.reason());
        }
        String reason = ((Answer.NotNow) answer).reason();
        if (attempt.number() >= attempts) {
            return giveUp(attempt, reason + ", at the last of " + attempts + " attempts");
        }
        count("failed");
        return later(attempt, attempt.number() + 1, backoff.after(attempt.number(), ThreadLocalRandom.current()));
    }

    /** The next attempt is due after this one, also where the clock has been set back: the latest is known by that. */
    private CompletionStage<Void> later(WebhookAttempt attempt, int number, Duration wait) {
        Instant now = clock.instant();
        Instant from = now.isAfter(attempt.notBefore()) ? now : attempt.notBefore();
        return log.write(codec.write(new WebhookAttempt(
                WebhookAttempt.VERSION,
                attempt.job(),
                attempt.tenant(),
                attempt.url(),
                attempt.body(),
                number,
                from.plus(wait))));
    }

    private CompletionStage<Void> giveUp(WebhookAttempt attempt, String reason) {
        LOG.warnf("The webhook of job %s was given up: %s", attempt.job(), reason);
        count("given-up");
        return log.write(codec.deadLetter(codec.write(attempt), "webhook-failed", reason));
    }

    private void count(String outcome) {
        meters.counter("atelier.webhooks.calls", "outcome", outcome).increment();
    }
}
