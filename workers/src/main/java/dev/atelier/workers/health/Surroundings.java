package dev.atelier.workers.health;

import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreUnavailableException;
import dev.atelier.workers.outages.StorePatience;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Looks after broker and store every few seconds, so that the log says when one goes and when it is back, and an idle
 * worker knows as well as a busy one.
 */
public final class Surroundings implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Surroundings.class);
    private static final int SECONDS = 3;

    private final ObjectStore store;
    private final StorePatience patience;
    private final BrokerConnection broker;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "surroundings"));
    private boolean brokerWasUp = true;

    public Surroundings(ObjectStore store, StorePatience patience, BrokerConnection broker) {
        this.store = store;
        this.patience = patience;
        this.broker = broker;
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        boolean brokerIsUp = broker.isUp();
        if (brokerIsUp != brokerWasUp) {
            brokerWasUp = brokerIsUp;
            LOG.warn(brokerIsUp ? "the broker is back" : "the broker is away, waiting for it");
        }
        if (store.isReachable()) {
            patience.found();
        } else {
            patience.missed(new StoreUnavailableException("the bucket cannot be reached", null));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
