package dev.atelier.contract.catalogues;

import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.CatalogueEvent.ShardStored;
import dev.atelier.contract.messages.CatalogueRequest;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Which shards of a batch are listed, stored and failed. Immutable; 25 KB where a batch has as many as it may. */
public final class Shards {
    /** Failures that are kept with their reasons. */
    private static final int REASONS = 100;

    static final Shards NONE =
            new Shards(0, new BitSet(), new BitSet(), new BitSet(), Collections.emptySortedMap(), 0, 0);

    private final int listed;
    private final BitSet stored;
    private final BitSet failed;
    /** Were stored before they were lost, and count in images and bytes already. */
    private final BitSet lost;

    private final SortedMap<Integer, ShardFailed> failures;
    private final long images;
    private final long bytes;

    private Shards(
            int listed,
            BitSet stored,
            BitSet failed,
            BitSet lost,
            SortedMap<Integer, ShardFailed> failures,
            long images,
            long bytes) {
        this.listed = listed;
        this.stored = stored;
        this.failed = failed;
        this.lost = lost;
        this.failures = failures;
        this.images = images;
        this.bytes = bytes;
    }

    Shards listed(int below) {
        return new Shards(
                Math.max(listed, Math.min(below, CatalogueRequest.MOST_SHARDS)),
                stored,
                failed,
                lost,
                failures,
                images,
                bytes);
    }

    /** The first time counts; one stored after it failed is no longer failed. */
    Shards stored(ShardStored event) {
        int shard = event.shard();
        if (!isPossible(shard) || stored.get(shard)) {
            return this;
        }
        boolean again = lost.get(shard);
        return new Shards(
                listed,
                with(stored, shard),
                without(failed, shard),
                lost,
                withoutReason(shard),
                again ? images : images + event.images(),
                again ? bytes : bytes + event.size());
    }

    /** One that is stored stays so, unless it is lost. */
    Shards failed(ShardFailed event) {
        int shard = event.shard();
        if (!isPossible(shard)
                || failed.get(shard)
                || stored.get(shard) && !event.code().equals(ShardFailed.LOST)) {
            return this;
        }
        var reasons = new TreeMap<>(failures);
        reasons.put(shard, event);
        if (reasons.size() > REASONS) {
            reasons.remove(reasons.lastKey());
        }
        return new Shards(
                listed,
                without(stored, shard),
                with(failed, shard),
                stored.get(shard) ? with(lost, shard) : lost,
                reasons,
                images,
                bytes);
    }

    /** The failed ones are to be made once more. */
    Shards retried() {
        return new Shards(listed, stored, new BitSet(), lost, Collections.emptySortedMap(), images, bytes);
    }

    private static boolean isPossible(int shard) {
        return shard >= 0 && shard < CatalogueRequest.MOST_SHARDS;
    }

    private static BitSet with(BitSet set, int bit) {
        BitSet copy = (BitSet) set.clone();
        copy.set(bit);
        return copy;
    }

    private static BitSet without(BitSet set, int bit) {
        if (!set.get(bit)) {
            return set;
        }
        BitSet copy = (BitSet) set.clone();
        copy.clear(bit);
        return copy;
    }

    private SortedMap<Integer, ShardFailed> withoutReason(int shard) {
        if (!failures.containsKey(shard)) {
            return failures;
        }
        var rest = new TreeMap<>(failures);
        rest.remove(shard);
        return rest;
    }

    /** Shards below this number may be asked for. */
    public int listed() {
        return listed;
    }

    public int stored() {
        return stored.cardinality();
    }

    public int failed() {
        return failed.cardinality();
    }

    public boolean isStored(int shard) {
        return stored.get(shard);
    }

    /** Whether a shard is stored or failed. */
    public boolean isFinished(int shard) {
        return stored.get(shard) || failed.get(shard);
    }

    /** The shards that are listed, neither stored nor failed, in order. */
    public IntStream open() {
        return IntStream.range(0, listed).filter(shard -> !isFinished(shard));
    }

    /** The first failures in order of their shards, at most 100. */
    public Collection<ShardFailed> failures() {
        return Collections.unmodifiableCollection(failures.values());
    }

    /** Pictures in the stored shards; a lost one counts until it is made once more, and then not twice. */
    public long images() {
        return images;
    }

    /** Size of the stored shards, a lost one as in {@link #images()}. */
    public long bytes() {
        return bytes;
    }
}
