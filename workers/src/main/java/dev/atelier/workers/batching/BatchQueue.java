package dev.atelier.workers.batching;

import dev.atelier.workers.jobs.Lane;
import dev.atelier.workers.jobs.PictureTask;
import dev.atelier.workers.jobs.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Pictures that wait, and the rule by which they become a batch. A batch has pictures of one model only. The interactive
 * lane chooses the model and goes first, bulk fills the rest of a batch that is short, for a person waits for all of it, and
 * for the one before. Where bulk is owed a batch it chooses.
 *
 * <p>With bulk work there is always a batch. Without, a batch is due when it is full, when its oldest picture has waited
 * long enough, or at once where the generator has nothing to do.
 *
 * <p>No thread, no clock: {@link Batcher} has these. Times are nanoseconds on any one clock.
 */
final class BatchQueue {
    /** About two batches: a person should not wait long for those who want another model. */
    private static final long INTERACTIVE_STINT = Duration.ofMillis(50).toNanos();

    /** For so long after a picture for which somebody waits more of them are expected. */
    private static final long COMPANY = Duration.ofSeconds(1).toNanos();

    private final BatchRules rules;
    private final LaneQueue interactive;
    private final LaneQueue bulk;
    private final BulkShare share;
    private int bulkUnderWay;
    private Optional<Long> lastPerson = Optional.empty();

    BatchQueue(BatchRules rules) {
        this.rules = rules;
        this.interactive = new LaneQueue(new ModelStint(INTERACTIVE_STINT));
        this.bulk = new LaneQueue(new ModelStint(rules.modelStint().toNanos()));
        this.share = new BulkShare(rules.bulkShare(), rules.largest());
    }

    private LaneQueue lane(Lane lane) {
        return lane == Lane.BULK ? bulk : interactive;
    }

    void add(Work work, long now) {
        lane(work.lane()).add(work, now);
        if (work.lane() == Lane.INTERACTIVE) {
            lastPerson = Optional.of(now);
        }
    }

    boolean isEmpty() {
        return interactive.isEmpty() && bulk.isEmpty();
    }

    /** Pictures that wait. */
    int pictures(Lane lane) {
        return lane(lane).pictures();
    }

    /**
     * How long until a batch is due: 0 for now.
     *
     * @return empty where nothing waits that could be taken
     */
    Optional<Long> due(long now, boolean idle) {
        if (bulkRoom() > 0 && !bulk.isEmpty()) {
            return Optional.of(0L);
        }
        return interactive
                .oldest()
                .map(since -> idle || interactive.full(rules.largest()).isPresent()
                        ? 0
                        : Math.max(0, rules.longestWait().toNanos() - (now - since)));
    }

    /** Takes the next batch, which must be due; interactive pictures first. */
    List<PictureTask> take(long now, boolean idle) {
        boolean bulkWaits = bulkRoom() > 0 && !bulk.isEmpty();
        var batch = new ArrayList<PictureTask>(rules.largest());
        String digest;
        int reserved;
        int places = rules.largest();
        if (interactive.isEmpty() || (bulkWaits && share.leads())) {
            digest = bulk.lead(rules.largest(), now);
            reserved = Math.min(bulkRoom(), bulk.picturesOf(digest));
            if (interactive.isEmpty() && inCompany(now)) {
                places = rules.inCompany();
            }
        } else {
            digest = interactiveLead(now, idle || bulkWaits);
            reserved = 0;
            if (bulkWaits) {
                // A place is left to those who wait, whatever the share.
                int most = Math.min(share.reserved(), rules.largest() - 1);
                reserved = Math.min(most, Math.min(bulkRoom(), bulk.picturesOf(digest)));
                places = rules.places(interactive.picturesOf(digest) + reserved);
            }
        }
        interactive.take(digest, places - reserved, now, batch);
        int people = batch.size();
        takeBulk(digest, now, batch, places);
        share.batch(bulkWaits, places, batch.size() - people);
        return batch;
    }

    private boolean inCompany(long now) {
        return lastPerson.filter(last -> now - last < COMPANY).isPresent();
    }

    private String interactiveLead(long now, boolean atOnce) {
        boolean oldestIsDue = atOnce
                || now - interactive.oldest().orElseThrow()
                        >= rules.longestWait().toNanos();
        String lead = interactive.lead(rules.largest(), now);
        return oldestIsDue ? lead : interactive.full(rules.largest()).orElse(lead);
    }

    /** Takes up to {@code most} more pictures of a model for a batch that has room; none where none wait. */
    List<PictureTask> takeOf(String digest, int most, long now) {
        var taken = new ArrayList<PictureTask>(most);
        interactive.take(digest, most, now, taken);
        takeBulk(digest, now, taken, most);
        return taken;
    }

    private void takeBulk(String digest, long now, List<PictureTask> batch, int full) {
        int before = batch.size();
        bulk.take(digest, Math.min(full - before, bulkRoom()), now, batch);
        bulkUnderWay += batch.size() - before;
    }

    private int bulkRoom() {
        return rules.bulkUnderWay() - bulkUnderWay;
    }

    /** So many bulk pictures that were taken are packed, or not wanted any more. */
    void bulkDone(int pictures) {
        bulkUnderWay -= pictures;
    }

    /** Forgets the work for which the condition holds, and returns it. */
    List<Work> removeIf(Predicate<Work> condition) {
        return Stream.concat(interactive.removeIf(condition).stream(), bulk.removeIf(condition).stream())
                .toList();
    }
}
