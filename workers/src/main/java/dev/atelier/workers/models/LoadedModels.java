package dev.atelier.workers.models;

import dev.atelier.generator.runtime.Generator;
import dev.atelier.generator.runtime.NetworkGenerator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** The generators in memory, the least recently used giving way. For the generator's thread alone. */
public final class LoadedModels {
    private static final Logger LOG = Logger.getLogger(LoadedModels.class);

    private final int most;
    private final Map<String, Generator> generators = new LinkedHashMap<>(16, 0.75f, true);

    /** @param most generators at one time, 1 or more */
    public LoadedModels(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("atelier.worker.models-loaded must be at least 1, not " + most);
        }
        this.most = most;
    }

    /** @throws dev.atelier.contract.artefact.InvalidArtefactException where network and weights make no generator */
    public Generator get(FetchedModel model) {
        Generator loaded = generators.get(model.digest());
        return loaded == null ? load(model) : loaded;
    }

    private Generator load(FetchedModel model) {
        long start = System.nanoTime();
        Generator generator = NetworkGenerator.load(model.artefact());
        generators.put(model.digest(), generator);
        if (generators.size() > most) {
            String eldest = generators.keySet().iterator().next();
            generators.remove(eldest).close();
        }
        LOG.infof(
                "loaded %s %s in %d ms",
                model.reference().model(), model.reference().version(), (System.nanoTime() - start) / 1_000_000);
        return generator;
    }

    public void close() {
        generators.values().forEach(Generator::close);
        generators.clear();
    }
}
