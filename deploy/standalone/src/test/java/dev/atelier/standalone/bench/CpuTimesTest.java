package dev.atelier.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuTimesTest {
    @Test
    void whatAProcessUsesIsCountedSinceAMoment() {
        Map<String, Long> self = Map.of("self", ProcessHandle.current().pid());
        CpuTimes before = CpuTimes.now(self);

        await().atMost(Duration.ofMinutes(1)).pollDelay(Duration.ZERO).until(() -> {
            long end = System.nanoTime() + 20_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return CpuTimes.now(self).since(before).total() > 0.05;
        });
    }

    @Test
    void aProcessThatIsGoneCountsNothing() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();

        assertThat(CpuTimes.now(Map.of("gone", process.pid())).total()).isZero();
    }

    @Test
    void serversAndClientsAreTakenOutOfTheRatio() {
        CpuTimes used = new CpuTimes(Map.of("gateway", 1.0, "worker", 5.0, "launcher", 1.5, "clients", 0.5));

        assertThat(EndToEndResult.ratioWithoutServers(0.6, used)).isCloseTo(0.6 * 8 / 6, within(1e-9));
    }
}
