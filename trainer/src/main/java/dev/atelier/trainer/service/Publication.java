package dev.atelier.trainer.service;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.InvalidArtefactException;
import dev.atelier.contract.artefact.ShippedModels;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.contract.objects.MinioObjectStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreUnavailableException;
import dev.atelier.contract.processes.ParentWatch;
import dev.atelier.trainer.registry.ModelLog;
import dev.atelier.trainer.registry.Registry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Publishes the shipped models once after the start. A broker or store that is away is waited for; an artefact that is
 * torn, altered, or at odds with a published version is an error that waiting does not mend.
 */
@ApplicationScoped
public class Publication {
    private static final Logger LOG = Logger.getLogger(Publication.class);
    private static final int LONGEST_PAUSE_SECONDS = 15;

    /** How far the publication is. */
    public enum State {
        NOTHING_TO_DO,
        WAITING,
        DONE,
        FAILED
    }

    private final TrainerConfig config;
    private final String bootstrapServers;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile State state = State.NOTHING_TO_DO;
    private volatile String detail = "no folder of shipped models is configured";

    public Publication(
            TrainerConfig config, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.config = config;
        this.bootstrapServers = bootstrapServers;
    }

    void start(@Observes StartupEvent event) {
        config.parentPid().ifPresent(ParentWatch::start);
        config.trainer().shippedModels().ifPresent(folder -> {
            state = State.WAITING;
            detail = "publishing " + folder;
            Thread thread = new Thread(() -> publishAll(folder), "publication");
            thread.setDaemon(true);
            thread.start();
        });
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    public State state() {
        return state;
    }

    /** What it waits for or why it failed. */
    public String detail() {
        return detail;
    }

    private void publishAll(Path folder) {
        try (ObjectStore store = new MinioObjectStore(config.store().settings())) {
            Registry registry = new Registry(new ModelStore(store), new ModelLog(bootstrapServers));
            int pause = 1;
            while (!tryPublishing(folder, store, registry)) {
                if (stopping.await(pause, TimeUnit.SECONDS)) {
                    return;
                }
                pause = Math.min(2 * pause, LONGEST_PAUSE_SECONDS);
            }
            state = State.DONE;
            detail = "published from " + folder;
        } catch (IOException | InvalidArtefactException e) {
            state = State.FAILED;
            detail = e.getMessage();
            LOG.errorf("The shipped models cannot be published: %s", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            state = State.FAILED;
            detail = e.toString();
            LOG.error("The shipped models cannot be published", e);
        }
    }

    private boolean tryPublishing(Path folder, ObjectStore store, Registry registry) throws IOException {
        try {
            store.prepare();
            for (Artefact artefact : new ShippedModels(folder).required().artefacts()) {
                boolean changed = registry.publish(artefact, "shipped models");
                LOG.infof(
                        "%s %s (%s) %s",
                        artefact.manifest().model(),
                        artefact.manifest().version(),
                        artefact.manifest().shortDigest(),
                        changed ? "published" : "was published already");
            }
            return true;
        } catch (StoreUnavailableException | KafkaException e) {
            detail = e.getMessage();
            LOG.warnf("Publication waits: %s", e.getMessage());
            return false;
        }
    }
}
