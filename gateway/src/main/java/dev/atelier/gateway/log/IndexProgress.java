package dev.atelier.gateway.log;

import dev.atelier.gateway.index.Bookmark;
import dev.atelier.gateway.index.ProductIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Decides when what was applied to the index is shown, and when it is written down. For one thread. */
final class IndexProgress {
    /** Showing ends a part of the index, and many small parts are slow to search and to merge. */
    private static final Duration BETWEEN_REFRESHES = Duration.ofSeconds(5);

    private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(30);
    /** Where nothing comes: the bookmark says also when the index was complete. */
    private static final Duration BETWEEN_BOOKMARKS = Duration.ofHours(1);

    private final ProductIndex index;
    private final String topic;
    private final Interval refresh = new Interval(BETWEEN_REFRESHES);
    private final Interval commit = new Interval(BETWEEN_COMMITS);
    private final Interval bookmark = new Interval(BETWEEN_BOOKMARKS);
    private Instant complete;
    private boolean begun;
    private boolean hidden;
    private boolean unwritten;

    /**
     * @param topic id of the one that is read
     * @param complete when the index was that last; of one that is not yet, the beginning of the reading
     */
    IndexProgress(ProductIndex index, String topic, Instant complete) {
        this.index = index;
        this.topic = topic;
        this.complete = complete;
    }

    /**
     * Some records were applied, or none came.
     *
     * @param atEnd whether there are no more at {@code now}
     * @param offsets of the next record, by partition
     */
    void applied(int records, boolean atEnd, Map<Integer, Long> offsets, Instant now) {
        hidden |= records > 0;
        unwritten |= records > 0;
        if (atEnd) {
            complete = now;
        }
        // Nobody is shown an index that is caught up with for the first time.
        if (hidden && (atEnd || begun && refresh.isOver())) {
            show();
        }
        if (unwritten && commit.isOver() || bookmark.isOver()) {
            commit(offsets);
        }
    }

    void show() {
        index.refresh();
        begun = true;
        hidden = false;
    }

    void commit(Map<Integer, Long> offsets) {
        index.commit(new Bookmark(topic, offsets, complete));
        unwritten = false;
    }
}
