package dev.atelier.workers.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.messages.GenerationCommand;
import dev.atelier.contract.messages.GenerationCommand.Cancel;
import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.workers.jobs.Job;
import dev.atelier.workers.reporting.RecordedReports;
import dev.atelier.workers.testing.Jobs;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobGateTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Cancellations cancellations = new Cancellations();
    private final RecordedReports recorded = new RecordedReports();
    private final JobGate gate = new JobGate(cancellations, recorded.reports(), Clock.fixed(NOON, ZoneOffset.UTC));
    private Jobs jobs;

    @BeforeEach
    void model(@TempDir Path folder) {
        jobs = new Jobs(folder, "shirts");
    }

    private void cancel(Job job) {
        cancellations.apply(new MessageCodec("/test")
                .write(new Cancel(GenerationCommand.VERSION, job.id(), NOON))
                .value());
    }

    @Test
    void aWantedJobPassesForEachPictureAndStartsOnce() throws Exception {
        Job job = jobs.of(2);

        assertThat(gate.test(job)).isTrue();
        assertThat(gate.test(job)).isTrue();

        assertThat(recorded.events()).extracting(GenerationEvent::typeName).containsExactly("started");
    }

    @Test
    void aCancelledJobDoesNotPassAndEndsOnce() throws Exception {
        Job job = jobs.of(2);
        cancel(job);

        assertThat(gate.test(job)).isFalse();
        assertThat(gate.test(job)).isFalse();

        assertThat(recorded.events()).extracting(GenerationEvent::typeName).containsExactly("cancelled");
        assertThat(jobs.acknowledged()).isEqualTo(1);
    }

    @Test
    void aJobThatIsCancelledOnTheWayEndsWithThePicturesThatItHas() throws Exception {
        Job job = jobs.of(64);
        gate.test(job);

        cancel(job);

        assertThat(gate.test(job)).isFalse();
        assertThat(recorded.events()).extracting(GenerationEvent::typeName).containsExactly("started", "cancelled");
    }

    @Test
    void aJobExpiresUnlessItHasBegun() throws Exception {
        Job late = jobs.of(1, NOON.minusMillis(1));
        Job begun = jobs.of(2, NOON.minusMillis(1));
        begun.begin();

        assertThat(gate.test(late)).isFalse();
        assertThat(gate.test(begun)).isTrue();

        assertThat(recorded.events()).extracting(GenerationEvent::typeName).containsExactly("expired");
    }

    @Test
    void aCommandThatCannotBeReadCancelsNothing() {
        cancellations.apply(new byte[] {1, 2, 3});

        assertThat(gate.test(jobs.of(1))).isTrue();
    }
}
