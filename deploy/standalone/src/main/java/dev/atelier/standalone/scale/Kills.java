package dev.atelier.standalone.scale;

import dev.atelier.standalone.scale.ScaleResult.Kill;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Kills processes in the middle of a batch, spread over it: each once, and not before the one killed last is back. */
final class Kills {
    private final List<String> victims;
    private final int items;
    private final Accounts accounts;
    private final BooleanSupplier gatewayAnswers;
    private final Consumer<String> progress;
    private final List<Kill> kills = new ArrayList<>();
    private Optional<Death> last = Optional.empty();

    /** A process that is not back yet. */
    private record Death(String process, long afterItems, long at, Instant time, Set<String> workers) {}

    /**
     * @param victims names of processes, in the order in which they are killed
     * @param items of the batch
     * @param gatewayAnswers whether a gateway answers for the batch now
     */
    Kills(
            List<String> victims,
            int items,
            Accounts accounts,
            BooleanSupplier gatewayAnswers,
            Consumer<String> progress) {
        this.victims = victims;
        this.items = items;
        this.accounts = accounts;
        this.gatewayAnswers = gatewayAnswers;
        this.progress = progress;
    }

    /** Kills the next one where it is time. */
    void step(BatchProgress batch) throws IOException {
        if (last.isPresent() && isBack(last.get(), batch)) {
            double ms = (System.nanoTime() - last.get().at()) / 1e6;
            progress.accept(last.get().process() + " is back after " + Math.round(ms) + " ms");
            end(OptionalDouble.of(ms));
        }
        if (last.isEmpty() && kills.size() < victims.size() && batch.items() >= due(kills.size())) {
            String victim = victims.get(kills.size());
            progress.accept("kill -9 of " + victim + " after " + batch.items() + " items");
            accounts.kill(victim);
            last = Optional.of(new Death(victim, batch.items(), System.nanoTime(), Instant.now(), batch.workers()));
        }
    }

    private long due(int kill) {
        return (long) items * (kill + 1) / (victims.size() + 1);
    }

    private boolean isBack(Death death, BatchProgress batch) {
        if (death.process().startsWith("gateway")) {
            return gatewayAnswers.getAsBoolean();
        } else if (death.process().startsWith("worker")) {
            return !death.workers().containsAll(batch.workers());
        }
        return batch.hasStoredSince(death.time());
    }

    private void end(OptionalDouble recoveryMs) {
        last.ifPresent(death -> kills.add(new Kill(death.process(), death.afterItems(), recoveryMs)));
        last = Optional.empty();
    }

    /** All that were killed; to be asked once the batch is completed. */
    List<Kill> kills() {
        end(OptionalDouble.empty());
        return List.copyOf(kills);
    }
}
