package dev.atelier.workers.jobs;

import dev.atelier.contract.experiments.Ingredients;
import dev.atelier.workers.models.FetchedModel;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What this worker has taken on: pictures of one model version for one tenant. Any thread may call.
 *
 * <p>It ends once: whoever gets {@code true} from {@link #end} reports the end, all others leave the work alone.
 */
public abstract sealed class Work permits Job, Shard {
    private final FetchedModel model;
    private final Delivery delivery;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();

    Work(FetchedModel model, Delivery delivery) {
        this.model = model;
        this.delivery = delivery;
    }

    public abstract Lane lane();

    public abstract String tenant();

    /** For the log and for people. */
    public abstract String id();

    /** Pictures of it, 1 or more. */
    public abstract int count();

    /** What goes into the picture of an index, as the model's own schema writes it. */
    public abstract Ingredients ingredients(int index);

    /** The version that makes its pictures. */
    public FetchedModel model() {
        return model;
    }

    public Delivery delivery() {
        return delivery;
    }

    /** Marks it as begun; true for the first caller. */
    public boolean begin() {
        return !begun.get() && begun.compareAndSet(false, true);
    }

    public boolean isBegun() {
        return begun.get();
    }

    /** Marks it as over; true for the first caller, who has to report it. */
    public boolean end() {
        return over.compareAndSet(false, true);
    }

    public boolean isOver() {
        return over.get();
    }
}
