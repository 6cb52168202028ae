package dev.atelier.workers.expansion;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.catalogues.Batch;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.workers.outages.StorePatience;
import java.time.Instant;
import java.util.BitSet;

/**
 * Carries one batch forward, by what the log says of it and what this owner has done itself. Everything may be done twice,
 * also by two owners at one time: lists are the same bytes, and a shard that is asked for twice is made or skipped twice.
 */
final class Expansion implements AutoCloseable {
    /** Shards between two notes in the log of how far the listing is: what is listed again after a crash. */
    private static final int BETWEEN_NOTES = 16;

    private final CatalogueRequest request;
    private final Listing listing;
    private final ObjectStore store;
    private final StorePatience patience;
    private final BatchReports reports;
    /** What this owner has asked for and what is not finished. */
    private final BitSet asked = new BitSet();

    private int resumes;
    private int retries;
    private int noted;

    Expansion(
            CatalogueRequest request,
            Listing listing,
            ObjectStore store,
            StorePatience patience,
            BatchReports reports) {
        this.request = request;
        this.listing = listing;
        this.noted = listing.listed();
        this.store = store;
        this.patience = patience;
        this.reports = reports;
    }

    CatalogueRequest request() {
        return request;
    }

    boolean isListed() {
        return listing.isDone();
    }

    /**
     * Writes the list of the next shard.
     *
     * @throws BatchFailure where the batch cannot be made
     */
    void list() {
        listing.listNext();
        // The first one at once: so a batch is seen to run.
        if (listing.isDone() || noted == 0 || listing.listed() - noted >= BETWEEN_NOTES) {
            noted = listing.listed();
            reports.listed(request.id(), noted);
        }
    }

    /**
     * Asks for as many shards as there is room for, the lowest numbers first. What was asked for by an earlier owner, or
     * before the batch was paused, is asked for again: nobody knows here whether a worker still holds it. So is what is not
     * finished when failed shards are to be made once more: which of them these are may have passed by unseen.
     *
     * @param now a batch that is neither paused nor over
     * @param most shards that are asked for and not finished
     * @return how many are
     */
    int ask(Batch now, int most) {
        int room = most - held(now);
        // Below the stored ones nothing is left to ask for, so this walk is short but after a restart.
        for (int shard = 0; room > 0 && shard < listing.listed(); shard++) {
            if (!asked.get(shard) && !now.shards().isFinished(shard)) {
                reports.wanted(wanted(shard));
                asked.set(shard);
                room--;
            }
        }
        return asked.cardinality();
    }

    /** How many shards of a batch as it is now are asked for and not finished. */
    int held(Batch now) {
        if (resumes != now.resumes() || retries != now.retries()) {
            asked.clear();
            resumes = now.resumes();
            retries = now.retries();
        }
        for (int shard = asked.nextSetBit(0); shard >= 0; shard = asked.nextSetBit(shard + 1)) {
            if (now.shards().isFinished(shard)) {
                asked.clear(shard);
            }
        }
        return asked.cardinality();
    }

    private ShardRequest wanted(int shard) {
        String key = ObjectKeys.shardItems(request.tenant(), request.id(), shard);
        return new ShardRequest(
                ShardRequest.VERSION,
                request.id(),
                shard,
                request.tenant(),
                request.model(),
                request.version(),
                request.digest(),
                key,
                Sha256.of(list(key)),
                (long) shard * request.shardSize(),
                Listing.itemsOf(request, shard),
                resumes,
                Instant.now());
    }

    private byte[] list(String key) {
        try {
            return patience.untilAvailable("reading " + key, () -> store.get(key));
        } catch (ObjectNotFoundException e) {
            throw new BatchFailure("list-gone", "The list " + key + " of a shard's items is no longer in the store.");
        }
    }

    /** Lets the source go, for as long as it is not read. */
    @Override
    public void close() {
        listing.close();
    }
}
