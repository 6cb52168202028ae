package dev.atelier.workers.storing;

import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.workers.models.ModelReference;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says in the store that pictures of a version are there. */
public final class VersionMarks {
    private final ObjectStore store;
    private final Set<String> marked = ConcurrentHashMap.newKeySet();

    public VersionMarks(ObjectStore store) {
        this.store = store;
    }

    /** To be called before the first picture of a version, so that none is there whose version could be taken for unused. */
    public void mark(ModelReference version) {
        String mark = ObjectKeys.versionInUse(version.model(), version.version());
        if (!marked.contains(mark)) {
            store.put(mark, new byte[0], "application/octet-stream", Map.of());
            marked.add(mark);
        }
    }
}
