package dev.atelier.workers.intake;

import dev.atelier.workers.stages.Stage;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * The stage that takes requests from the broker: many at one time, as many as {@link Demand} allows. A request that is
 * not asked for stays with the broker's client, which pauses when it has enough.
 */
public final class RequestIntake implements Flow.Subscriber<Message<byte[]>> {
    private static final Logger LOG = Logger.getLogger(RequestIntake.class);

    private final Stage stage;
    private final Demand demand;
    private final MessageReader reader;
    private final AtomicReference<Optional<Flow.Subscription>> subscription = new AtomicReference<>(Optional.empty());
    private volatile boolean open = true;
    private volatile boolean failed;

    private RequestIntake(Stage stage, Demand demand, MessageReader reader) {
        this.stage = stage;
        this.demand = demand;
        this.reader = reader;
    }

    /** @param demand no larger than the room of {@code stage} */
    public static RequestIntake ofJobs(Stage stage, Demand demand, RequestReader reader) {
        return new RequestIntake(stage, demand, reader);
    }

    /** @param demand no larger than the room of {@code stage} */
    public static RequestIntake ofShards(Stage stage, Demand demand, ShardReader reader) {
        return new RequestIntake(stage, demand, reader);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription.set(Optional.of(given));
        askForMore();
    }

    @Override
    public void onNext(Message<byte[]> incoming) {
        if (!open) {
            return;
        }
        demand.arrived();
        try {
            // Never waits: the stage has room for every request that can have been asked for.
            stage.submit(() -> read(incoming));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Message<byte[]> incoming) {
        if (!open) {
            return;
        }
        var size = new AtomicInteger();
        KafkaDelivery delivery = KafkaDelivery.of(incoming, () -> {
            demand.release(size.get());
            askForMore();
        });
        reader.read(delivery, amount -> {
            size.set(amount);
            demand.hold(amount);
        });
        askForMore();
    }

    private void askForMore() {
        int more = demand.ask();
        if (more > 0) {
            subscription.get().ifPresent(s -> s.request(more));
        }
    }

    @Override
    public void onError(Throwable failure) {
        failed = true;
        LOG.error("requests come no more; this worker has to be restarted", failure);
    }

    @Override
    public void onComplete() {
        LOG.debug("the channel of requests is closed");
    }

    /** Takes nothing in any more. What was not read yet stays with the broker. */
    public void close() {
        open = false;
        demand.close();
    }

    /** Whether requests can come. */
    public boolean isRunning() {
        return open && !failed && subscription.get().isPresent();
    }

    public boolean hasFailed() {
        return failed;
    }

    /** Pictures of requests that are in this worker. */
    public int picturesInFlight() {
        return demand.held();
    }
}
