package dev.atelier.gateway.catalogues;

import dev.atelier.contract.catalogues.Batch;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.gateway.batches.BatchView;
import dev.atelier.gateway.configuration.TenantConfig;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemException;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.quotas.CatalogueLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a tenant may have one more catalogue. It holds over all gateways, since what is under way is what the log says;
 * beside it count the requests that are on their way into the log from here. Two gateways that accept at the same moment may
 * go beyond a limit by what neither has read yet. Thread-safe.
 */
@ApplicationScoped
class CatalogueRoom {
    private static final Duration WHERE_UNKNOWN = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final BatchView batches;
    private final TenantConfig tenants;
    private final Clock clock;
    private final Map<String, CatalogueRequest> unread = new HashMap<>();

    CatalogueRoom(BatchView batches, TenantConfig tenants, Clock clock) {
        this.batches = batches;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** @throws ProblemException where the tenant has as many catalogues as it may, whatever is in one more */
    synchronized void requireOneMore(String tenant) {
        CatalogueLimits limits = tenants.catalogueLimits(tenant);
        List<Batch> open = open(tenant);
        int running = open.size() + unread(tenant).size();
        if (running >= limits.running()) {
            throw Problem.temporary(
                            ProblemType.CATALOGUE_QUOTA,
                            running + " catalogues of tenant '" + tenant + "' are not over yet; at most "
                                    + limits.running() + " may be.",
                            seconds(firstEnd(open)))
                    .asException();
        }
    }

    /**
     * Takes the room of a request that is about to be written; {@link #read} gives it over to the log.
     *
     * @throws ProblemException where there is none
     */
    synchronized void take(CatalogueRequest request) {
        requireOneMore(request.tenant());
        long limit = tenants.catalogueLimits(request.tenant()).itemsWaiting();
        if (request.items() > limit) {
            String message = "Of tenant '" + request.tenant() + "' at most " + limit + " items may wait, so that "
                    + request.items() + " at once never can; send the catalogue in parts.";
            throw Problem.of(
                            ProblemType.INVALID_REQUEST,
                            List.of(new FieldError("", Long.toString(request.items()), message, List.of())))
                    .asException();
        }
        List<Batch> open = open(request.tenant());
        long waiting = open.stream().mapToLong(CatalogueRoom::left).sum()
                + unread(request.tenant()).stream()
                        .mapToLong(CatalogueRequest::items)
                        .sum();
        if (waiting + request.items() > limit) {
            throw Problem.temporary(
                            ProblemType.ITEM_QUOTA,
                            waiting + " items of catalogues of tenant '" + request.tenant() + "' wait already; with "
                                    + request.items() + " more they would be above " + limit + ".",
                            seconds(untilMade(open, waiting + request.items() - limit)))
                    .asException();
        }
        unread.put(request.id(), request);
    }

    /** The request was read from the log, or could not be written. */
    synchronized void read(String batch) {
        unread.remove(batch);
    }

    private List<Batch> open(String tenant) {
        return batches.all().stream()
                .filter(batch -> !batch.state().isEnd() && batch.tenant().equals(tenant))
                .toList();
    }

    /** Those that the view does not tell of yet. */
    private List<CatalogueRequest> unread(String tenant) {
        return unread.values().stream()
                .filter(request -> request.tenant().equals(tenant)
                        && batches.batch(request.id()).isEmpty())
                .toList();
    }

    private static long left(Batch batch) {
        return Math.max(
                0, batch.request().orElseThrow().items() - batch.shards().images());
    }

    private Optional<Duration> firstEnd(List<Batch> open) {
        return open.stream()
                .map(Batch::expectedEnd)
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .map(end -> Duration.between(clock.instant(), end));
    }

    /** At the pace at which the tenant's batches go on now. */
    private static Optional<Duration> untilMade(List<Batch> open, long items) {
        double perSecond = open.stream()
                .mapToDouble(batch -> batch.imagesPerSecond().orElse(0))
                .sum();
        return perSecond > 0 ? Optional.of(Duration.ofMillis((long) (1000 * items / perSecond))) : Optional.empty();
    }

    /** Whole seconds, rounded up; not beyond an hour, since a cancelled batch makes room at once. */
    private static int seconds(Optional<Duration> expected) {
        Duration wait = expected.orElse(WHERE_UNKNOWN);
        Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        return (int) Math.max(1, (bounded.toMillis() + 999) / 1000);
    }
}
