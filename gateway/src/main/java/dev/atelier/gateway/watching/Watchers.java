package dev.atelier.gateway.watching;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who wants to hear of the changes of what. Told by the thread that reads the log, so a watcher must not linger. */
public final class Watchers<T> {
    private final ConcurrentHashMap<String, List<Consumer<T>>> byId = new ConcurrentHashMap<>();

    /** Tells {@code watcher} of every change of {@code id} from now on, until the returned subscription is closed. */
    public Subscription add(String id, Consumer<T> watcher) {
        byId.compute(id, (key, watchers) -> {
            List<Consumer<T>> some = watchers == null ? new CopyOnWriteArrayList<>() : watchers;
            some.add(watcher);
            return some;
        });
        return () -> byId.computeIfPresent(id, (key, watchers) -> {
            watchers.remove(watcher);
            return watchers.isEmpty() ? null : watchers;
        });
    }

    public void tell(String id, T state) {
        List<Consumer<T>> watchers = byId.get(id);
        if (watchers != null) {
            watchers.forEach(watcher -> watcher.accept(state));
        }
    }

    /** Ids that someone watches. */
    public int size() {
        return byId.size();
    }
}
