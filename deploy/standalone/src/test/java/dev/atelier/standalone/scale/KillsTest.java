package dev.atelier.standalone.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Completed;
import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.CatalogueEvent.ShardStored;
import dev.atelier.standalone.scale.ScaleResult.Kill;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes that are killed in the middle of a batch, with processes that do nothing. */
class KillsTest {
    private final Map<String, Process> running = new TreeMap<>();
    private final AtomicBoolean gatewayAnswers = new AtomicBoolean();
    private final BatchProgress batch = new BatchProgress("b");

    @AfterEach
    void end() {
        running.values().forEach(Process::destroyForcibly);
    }

    private void start(String name) throws IOException {
        running.put(name, new ProcessBuilder("sleep", "600").start());
    }

    /** As the system knows it: a {@link Process} hears of its end a moment after others may. */
    private boolean isAlive(String name) {
        return running.get(name).toHandle().isAlive();
    }

    private Map<String, Long> pids() {
        var pids = new TreeMap<String, Long>();
        running.forEach((name, process) -> pids.put(name, process.pid()));
        return pids;
    }

    private Kills kills(Accounts accounts, int items) {
        return new Kills(List.of("gateway", "worker"), items, accounts, gatewayAnswers::get, line -> {});
    }

    private static CatalogueEvent stored(int shard, String worker) {
        return new ShardStored(1, "b", Instant.now(), shard, "k", "s", 1, "i", "t", 100, worker);
    }

    @Test
    void eachIsKilledOnceOneAfterAnotherAndIsBackWhenItIsOfUse() throws IOException {
        start("gateway");
        start("worker");
        Accounts accounts = Accounts.open(this::pids);
        Kills kills = kills(accounts, 600);

        batch.note(stored(0, "first"));
        kills.step(batch);
        assertThat(isAlive("gateway")).as("before a third is stored").isTrue();

        batch.note(stored(1, "first"));
        kills.step(batch);
        assertThat(isAlive("gateway")).isFalse();

        List.of(2, 3).forEach(shard -> batch.note(stored(shard, "first")));
        kills.step(batch);
        assertThat(isAlive("worker")).as("while the gateway is away").isTrue();

        start("gateway");
        gatewayAnswers.set(true);
        kills.step(batch);
        assertThat(isAlive("worker")).isFalse();

        batch.note(stored(4, "first"));
        kills.step(batch);
        start("worker");
        batch.note(stored(5, "second"));
        kills.step(batch);

        assertThat(kills.kills()).extracting(Kill::process).containsExactly("gateway", "worker");
        assertThat(kills.kills()).extracting(Kill::afterItems).containsExactly(200L, 400L);
        assertThat(kills.kills())
                .allSatisfy(kill -> assertThat(kill.recoveryMs().getAsDouble()).isPositive());
        accounts.close();
        assertThat(accounts.peakMiB()).containsOnlyKeys("gateway", "worker");
        assertThat(accounts.peakMiB().values()).allMatch(peak -> peak > 0);
        assertThat(accounts.cpuSeconds().values()).allMatch(seconds -> seconds >= 0);
    }

    @Test
    void oneThatWasNotMissedBeforeTheEndHasNoTimeOfRecovery() throws IOException {
        start("gateway");
        start("worker");
        Kills kills = kills(Accounts.open(this::pids), 300);
        batch.note(stored(0, "first"));
        kills.step(batch);
        batch.note(new Completed(1, "b", Instant.now(), "m", "s", 1, 300));

        assertThat(batch.isCompleted()).isTrue();
        assertThat(kills.kills()).singleElement().satisfies(kill -> {
            assertThat(kill.process()).isEqualTo("gateway");
            assertThat(kill.recoveryMs()).isEmpty();
        });
    }

    @Test
    void aShardThatIsReportedTwiceCountsOnceAndOneThatFailsEndsTheBench() {
        batch.note(stored(0, "first"));
        batch.note(stored(0, "second"));
        assertThat(batch.items()).isEqualTo(100);
        batch.note(new ShardFailed(1, "another", Instant.now(), 0, "invalid-model", "gone"));
        assertThatThrownBy(() -> batch.note(new ShardFailed(1, "b", Instant.now(), 1, "invalid-model", "gone")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("shard 1 failed: invalid-model, gone");
    }
}
