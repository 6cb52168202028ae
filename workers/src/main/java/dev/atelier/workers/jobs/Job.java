package dev.atelier.workers.jobs;

import dev.atelier.contract.experiments.Ingredients;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.workers.models.FetchedModel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A request for a few pictures that somebody waits for. */
public final class Job extends Work {
    private final GenerationRequest request;
    private final List<Ingredients> pictures;
    private final AtomicInteger unstored;

    /** @throws dev.atelier.contract.attributes.SchemaViolation where the model cannot make what is asked for */
    public Job(Delivery delivery, GenerationRequest request, FetchedModel model) {
        super(model, delivery);
        this.request = request;
        this.pictures = IntStream.range(0, request.count())
                .mapToObj(index -> request.ingredients(index).checkedBy(model.schema()))
                .toList();
        this.unstored = new AtomicInteger(request.count());
    }

    /** Counts one more picture as stored; true for the last one. */
    public boolean countStored() {
        return unstored.decrementAndGet() == 0;
    }

    @Override
    public Lane lane() {
        return Lane.INTERACTIVE;
    }

    @Override
    public String tenant() {
        return request.tenant();
    }

    @Override
    public String id() {
        return request.id();
    }

    @Override
    public int count() {
        return request.count();
    }

    public GenerationRequest request() {
        return request;
    }

    @Override
    public Ingredients ingredients(int index) {
        return pictures.get(index);
    }
}
