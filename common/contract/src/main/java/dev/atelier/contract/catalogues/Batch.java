package dev.atelier.contract.catalogues;

import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Cancelled;
import dev.atelier.contract.messages.CatalogueEvent.Completed;
import dev.atelier.contract.messages.CatalogueEvent.Halted;
import dev.atelier.contract.messages.CatalogueEvent.Listed;
import dev.atelier.contract.messages.CatalogueEvent.Paused;
import dev.atelier.contract.messages.CatalogueEvent.Resumed;
import dev.atelier.contract.messages.CatalogueEvent.Retried;
import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.CatalogueEvent.ShardStored;
import dev.atelier.contract.messages.CatalogueRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A batch as of some point of the log. Request and events come by different topics and in no common order, so what events
 * say is kept whether the request was read yet or not.
 *
 * @param request empty until it was read
 * @param shards what became of them
 * @param standing whether it goes on
 * @param halt why it is paused by itself; empty unless it is
 * @param retries how often failed shards were asked for again
 * @param end what ended it
 * @param changedAt by the clock of who said the last thing that counted
 * @param changes how many events counted; the same for every reader of the log
 */
public record Batch(
        String id,
        Optional<CatalogueRequest> request,
        Shards shards,
        Standing standing,
        Optional<Halted> halt,
        int retries,
        Optional<CatalogueEvent> end,
        Instant changedAt,
        Pace pace,
        int changes) {

    /** How a batch stands. */
    public enum State {
        /** No shard is listed yet. */
        ACCEPTED,
        RUNNING,
        PAUSED,
        /** Every shard is stored or failed, and some failed: these can be retried. */
        INCOMPLETE,
        COMPLETED,
        FAILED,
        CANCELLED;

        public boolean isEnd() {
            return ordinal() >= COMPLETED.ordinal();
        }
    }

    static Batch unknown(String id, Instant at) {
        return new Batch(
                id,
                Optional.empty(),
                Shards.NONE,
                Standing.GOING_ON,
                Optional.empty(),
                0,
                Optional.empty(),
                at,
                Pace.UNKNOWN,
                0);
    }

    Batch requested(CatalogueRequest first) {
        Instant latest = first.acceptedAt().isAfter(changedAt) ? first.acceptedAt() : changedAt;
        return new Batch(id, Optional.of(first), shards, standing, halt, retries, end, latest, pace, changes);
    }

    /** After an event that came after the ones before; the same object where it changes nothing. */
    Batch after(CatalogueEvent event) {
        if (end.isPresent()) {
            return this;
        }
        Standing next = standing.after(event);
        if (next.over()) {
            return changed(event, shards, next, Optional.of(event), pace);
        }
        if (standing.halted() && !next.paused()) {
            return retried(event, next);
        }
        if (event instanceof Halted || event instanceof Paused || event instanceof Resumed) {
            Pace anew = event instanceof Resumed ? Pace.from(event.at()) : Pace.UNKNOWN;
            return next.equals(standing) ? this : changed(event, shards, next, end, anew);
        }
        if (event instanceof Retried) {
            return shards.failed() == 0 ? this : retried(event, next);
        }
        return ofShards(event);
    }

    private Batch ofShards(CatalogueEvent event) {
        Shards next = shards;
        Pace nextPace = pace;
        if (event instanceof Listed listed) {
            next = listed.shards() > shards.listed() ? shards.listed(listed.shards()) : shards;
            nextPace = pace.isUnknown() ? Pace.from(event.at()) : pace;
        } else if (event instanceof ShardStored stored) {
            next = shards.stored(stored);
            nextPace = pace.after(event.at(), stored.images());
        } else if (event instanceof ShardFailed failed) {
            next = shards.failed(failed);
        }
        return next == shards ? this : changed(event, next, standing, end, nextPace);
    }

    private Batch retried(CatalogueEvent event, Standing next) {
        return new Batch(
                id,
                request,
                shards.retried(),
                next,
                haltAfter(event, next),
                retries + 1,
                end,
                event.at(),
                Pace.from(event.at()),
                changes + 1);
    }

    private Batch changed(
            CatalogueEvent event, Shards nextShards, Standing next, Optional<CatalogueEvent> nextEnd, Pace nextPace) {
        return new Batch(
                id,
                request,
                nextShards,
                next,
                haltAfter(event, next),
                retries,
                nextEnd,
                event.at(),
                nextPace,
                changes + 1);
    }

    private Optional<Halted> haltAfter(CatalogueEvent event, Standing next) {
        if (!next.halted()) {
            return Optional.empty();
        }
        return event instanceof Halted halted ? Optional.of(halted) : halt;
    }

    /**
     * Whose it is.
     *
     * @throws java.util.NoSuchElementException where its request was not read
     */
    public String tenant() {
        return request.orElseThrow().tenant();
    }

    /** Whether shards that nobody has begun are not begun. */
    public boolean paused() {
        return standing.paused();
    }

    /** How often it was resumed. */
    public int resumes() {
        return standing.resumes();
    }

    public State state() {
        if (end.isPresent()) {
            return end.get() instanceof Completed
                    ? State.COMPLETED
                    : end.get() instanceof Cancelled ? State.CANCELLED : State.FAILED;
        }
        if (paused()) {
            return State.PAUSED;
        }
        if (shards.listed() == 0) {
            return State.ACCEPTED;
        }
        return shards.failed() > 0 && unfinishedShards() == 0 ? State.INCOMPLETE : State.RUNNING;
    }

    private int unfinishedShards() {
        return request.map(CatalogueRequest::shards).orElse(Integer.MAX_VALUE) - shards.stored() - shards.failed();
    }

    /** Whether every shard is stored. */
    public boolean allStored() {
        return request.filter(known -> shards.stored() >= known.shards()).isPresent();
    }

    /** Pictures a second over the last shards; empty unless it is running and some were stored. */
    public OptionalDouble imagesPerSecond() {
        return state() == State.RUNNING ? pace.perSecond() : OptionalDouble.empty();
    }

    /** When it is likely completed at its present pace. */
    public Optional<Instant> expectedEnd() {
        OptionalDouble rate = imagesPerSecond();
        if (rate.isEmpty() || request.isEmpty()) {
            return Optional.empty();
        }
        double seconds = (request.get().items() - shards.images()) / rate.getAsDouble();
        return Optional.of(changedAt.plus(Duration.ofMillis((long) (1000 * seconds))));
    }
}
