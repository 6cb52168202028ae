package dev.atelier.workers.jobs;

import dev.atelier.contract.experiments.Ingredients;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.workers.models.FetchedModel;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A request that this worker can fulfil, on its way through the stages. Any thread may call.
 *
 * <p>It ends once: whoever gets {@code true} from {@link #end} reports the end, all others leave the job alone.
 */
public final class Job {
    private final Delivery delivery;
    private final GenerationRequest request;
    private final FetchedModel model;
    private final List<Ingredients> pictures;
    private final AtomicInteger unstored;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();

    /** @throws dev.atelier.contract.attributes.SchemaViolation where the model cannot make what is asked for */
    public Job(Delivery delivery, GenerationRequest request, FetchedModel model) {
        this.delivery = delivery;
        this.request = request;
        this.model = model;
        this.pictures = IntStream.range(0, request.count())
                .mapToObj(index -> request.ingredients(index).checkedBy(model.schema()))
                .toList();
        this.unstored = new AtomicInteger(request.count());
    }

    /** Its pictures, to be generated one by one. */
    public Stream<PictureTask> pictures() {
        return IntStream.range(0, request.count()).mapToObj(index -> new PictureTask(this, index));
    }

    /** Marks the job as begun; true for the first caller. */
    public boolean begin() {
        return !begun.get() && begun.compareAndSet(false, true);
    }

    public boolean isBegun() {
        return begun.get();
    }

    /** Counts one more picture as stored; true for the last one. */
    public boolean countStored() {
        return unstored.decrementAndGet() == 0;
    }

    /** Marks the job as over; true for the first caller, who has to report it. */
    public boolean end() {
        return over.compareAndSet(false, true);
    }

    public boolean isOver() {
        return over.get();
    }

    public String id() {
        return request.id();
    }

    public Delivery delivery() {
        return delivery;
    }

    public GenerationRequest request() {
        return request;
    }

    public FetchedModel model() {
        return model;
    }

    /** What goes into the picture of an index, as the model's own schema writes it. */
    public Ingredients ingredients(int index) {
        return pictures.get(index);
    }
}
