package dev.atelier.workers.models;

import dev.atelier.generator.runtime.Generator;
import dev.atelier.generator.runtime.GoldenPicture;
import dev.atelier.generator.runtime.NetworkGenerator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** The generators in memory, the least recently used giving way. For one generator's thread alone. */
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

    /**
     * @throws dev.atelier.contract.artefact.InvalidArtefactException where network and weights make no generator, or one that
     *     makes another golden picture
     */
    public Generator get(FetchedModel model) {
        if (!generators.containsKey(model.digest())) {
            add(model, read(model));
        }
        return generators.get(model.digest());
    }

    /**
     * Builds the generator of a version, on any thread: reading its weights takes longer than a batch.
     *
     * @throws dev.atelier.contract.artefact.InvalidArtefactException where network and weights make no generator
     */
    public static Generator read(FetchedModel model) {
        long start = System.nanoTime();
        Generator generator = NetworkGenerator.load(model.artefact());
        LOG.infof("read %s in %d ms", model.reference(), (System.nanoTime() - start) / 1_000_000);
        return generator;
    }

    /**
     * Puts the generator of a version beside the others, once it has made the version's golden picture, if there is one.
     *
     * @throws dev.atelier.contract.artefact.InvalidArtefactException where it made another; it is closed then
     */
    public void add(FetchedModel model, Generator generator) {
        if (generators.containsKey(model.digest())) {
            generator.close();
            return;
        }
        try {
            GoldenPicture.check(generator, model.artefact());
        } catch (RuntimeException e) {
            generator.close();
            throw e;
        }
        generators.put(model.digest(), generator);
        if (generators.size() > most) {
            String eldest = generators.keySet().iterator().next();
            generators.remove(eldest).close();
        }
    }

    public void close() {
        generators.values().forEach(Generator::close);
        generators.clear();
    }
}
