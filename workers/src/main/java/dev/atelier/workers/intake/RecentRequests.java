package dev.atelier.workers.intake;

import dev.atelier.contract.messages.GenerationRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells a second delivery of a request from another request under the same id. The first request of an id in the order
 * of the log is the job; another one with a different body (two gateways took the same Idempotency-Key in the same
 * moment) is void, and must not overwrite the job's pictures. All requests of an id come by one partition, in order.
 */
final class RecentRequests {
    private static final int REMEMBERED = 20_000;

    private final Map<String, String> bodyDigests = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Whether the request is its id's first, or the first once more. */
    synchronized boolean counts(GenerationRequest request) {
        String first = bodyDigests.putIfAbsent(request.id(), request.bodyDigest());
        return first == null || first.equals(request.bodyDigest());
    }
}
