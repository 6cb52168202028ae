package dev.atelier.workers.batching;

import dev.atelier.workers.jobs.PictureTask;
import dev.atelier.workers.jobs.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * The pictures of one lane, fair between tenants: deficit round robin (Shreedhar and Varghese 1996) with the picture as
 * the unit of cost. In its turn a tenant takes up to a quantum; one with ten pictures is served within the first rounds,
 * however many the others have. A tenant's own work keeps its order.
 */
final class LaneQueue {
    /** Small beside a batch, so that several tenants share one. */
    private static final int QUANTUM = 8;

    private final ModelStint stint;
    /** In the order of their turns: who was served goes to the end. */
    private final Map<String, Tenant> tenants = new LinkedHashMap<>();

    LaneQueue(ModelStint stint) {
        this.stint = stint;
    }

    void add(Work work, long now) {
        tenants.computeIfAbsent(work.tenant(), name -> new Tenant()).add(new Waiting(work, now));
    }

    boolean isEmpty() {
        return tenants.isEmpty();
    }

    int pictures() {
        return tenants.values().stream().mapToInt(Tenant::pictures).sum();
    }

    int picturesOf(String digest) {
        return tenants.values().stream()
                .mapToInt(tenant -> tenant.picturesOf(digest))
                .sum();
    }

    /** Since when the work that came first waits. */
    Optional<Long> oldest() {
        return tenants.values().stream()
                .flatMap(tenant -> tenant.oldest().stream())
                .map(Waiting::since)
                .min(Comparator.naturalOrder());
    }

    /** A model with pictures for a full batch. */
    Optional<String> full(int largest) {
        return tenants.values().stream()
                .flatMap(tenant -> StreamSupport.stream(tenant.models().spliterator(), false))
                .distinct()
                .filter(digest -> picturesOf(digest) >= largest)
                .findFirst();
    }

    /**
     * The model that the next batch is of: that of the last one for the time of a stint while it fills batches, since
     * changing costs; else what the tenant whose turn it is has waited for longest. The lane must not be empty.
     */
    String lead(int largest, long now) {
        Optional<String> stays = stint.model(now).filter(digest -> picturesOf(digest) >= largest);
        return stays.orElseGet(() -> tenants.values()
                .iterator()
                .next()
                .oldest()
                .orElseThrow()
                .work()
                .model()
                .digest());
    }

    /** Takes up to {@code room} pictures of a model, tenant by tenant. */
    void take(String digest, int room, long now, List<PictureTask> into) {
        int before = into.size();
        while (into.size() - before < room && round(digest, room - (into.size() - before), into)) {
            // Another round, until the batch is full or nobody has any.
        }
        if (into.size() > before) {
            stint.served(digest, now);
        }
    }

    /** A turn for each tenant that has work for the model; false where none has. */
    private boolean round(String digest, int room, List<PictureTask> into) {
        List<String> turns = tenants.entrySet().stream()
                .filter(entry -> entry.getValue().oldestOf(digest).isPresent())
                .map(Map.Entry::getKey)
                .toList();
        int full = into.size() + room;
        for (String name : turns) {
            if (into.size() == full) {
                break;
            }
            turn(name, digest, full - into.size(), into);
        }
        return !turns.isEmpty();
    }

    private void turn(String name, String digest, int room, List<PictureTask> into) {
        Tenant tenant = tenants.get(name);
        tenant.beginTurn(QUANTUM);
        tenant.take(digest, room, into);
        if (tenant.endTurn(digest)) {
            tenants.remove(name);
            if (!tenant.isEmpty()) {
                tenants.put(name, tenant);
            }
        }
    }

    /** Forgets the work for which the condition holds, and returns it. */
    List<Work> removeIf(Predicate<Work> condition) {
        var removed = new ArrayList<Work>();
        for (Iterator<Tenant> each = tenants.values().iterator(); each.hasNext(); ) {
            Tenant tenant = each.next();
            tenant.removeIf(waiting -> {
                boolean remove = condition.test(waiting.work());
                if (remove) {
                    removed.add(waiting.work());
                }
                return remove;
            });
            if (tenant.isEmpty()) {
                each.remove();
            }
        }
        return removed;
    }
}
