package dev.atelier.workers.health;

import dev.atelier.workers.generation.GenerateStage;
import dev.atelier.workers.intake.RequestIntake;
import dev.atelier.workers.outages.StorePatience;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** What the health checks ask: how far the start has come, and whether the parts that matter are running. */
@ApplicationScoped
public class WorkerState {
    private volatile Optional<Parts> parts = Optional.empty();
    private volatile Optional<Numerics> numerics = Optional.empty();
    private volatile boolean championsLoaded;

    private record Parts(List<RequestIntake> intakes, GenerateStage generate, StorePatience patience) {}

    public void watch(List<RequestIntake> intakes, GenerateStage generate, StorePatience patience) {
        parts = Optional.of(new Parts(intakes, generate, patience));
    }

    public void numericsChecked(Numerics result) {
        numerics = Optional.of(result);
    }

    public void championsLoaded() {
        championsLoaded = true;
    }

    boolean isIntakeRunning() {
        return parts.map(p -> p.intakes().stream().allMatch(RequestIntake::isRunning))
                .orElse(false);
    }

    /** Whether something ended that does not come back without a restart. */
    boolean isBroken() {
        return parts.map(p -> p.intakes().stream().anyMatch(RequestIntake::hasFailed)
                        || p.generate().hasEnded())
                .orElse(false);
    }

    boolean isStoreAvailable() {
        return parts.map(p -> p.patience().isAvailable()).orElse(false);
    }

    Optional<Numerics> numerics() {
        return numerics;
    }

    /** Whether a request would find the generator warm; without the store there is no model to warm up with. */
    boolean isWarm() {
        return numerics.isPresent() && (championsLoaded || !isStoreAvailable());
    }
}
