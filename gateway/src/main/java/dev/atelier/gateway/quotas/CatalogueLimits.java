package dev.atelier.gateway.quotas;

/**
 * How much of catalogues a tenant may have at one time.
 *
 * @param running batches that are not over, 1 or more; paused ones and those that wait to be retried count
 * @param itemsWaiting items of these that are not stored yet, 1 or more
 */
public record CatalogueLimits(int running, long itemsWaiting) {
    public CatalogueLimits {
        if (running < 1) {
            throw new IllegalArgumentException("catalogues-running must be 1 or more, not " + running);
        }
        if (itemsWaiting < 1) {
            throw new IllegalArgumentException("items-waiting must be 1 or more, not " + itemsWaiting);
        }
    }
}
