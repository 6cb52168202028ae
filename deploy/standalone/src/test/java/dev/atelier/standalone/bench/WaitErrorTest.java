package dev.atelier.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.attributes.Selection;
import dev.atelier.standalone.bench.Load.Asked;
import dev.atelier.standalone.client.JobView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WaitErrorTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static JobView job(OptionalLong told, Optional<Instant> end) {
        return new JobView(
                "j",
                end.isPresent() ? "completed" : "queued",
                "m",
                "1",
                "ab",
                Selection.of(Map.of("category", "Coat")),
                1,
                7,
                Optional.empty(),
                NOON,
                end,
                told,
                Optional.empty(),
                List.of());
    }

    private static Asked asked(OptionalLong told, long realMs) {
        return new Asked(job(told, Optional.empty()), job(OptionalLong.empty(), Optional.of(NOON.plusMillis(realMs))));
    }

    @Test
    void errorsAreRelativeToTheRealWaitWhicheverWayTheyGo() {
        List<Asked> jobs = LongStream.of(100, 90, 120, 150, 200)
                .mapToObj(told -> asked(OptionalLong.of(told), 100))
                .toList();

        WaitError error = WaitError.of(jobs).orElseThrow();

        assertThat(error.jobs()).isEqualTo(5);
        assertThat(error.median()).isEqualTo(0.2);
        assertThat(error.p90()).isEqualTo(0.5);
    }

    @Test
    void jobsThatWereToldNothingDoNotCount() {
        assertThat(WaitError.of(List.of(asked(OptionalLong.empty(), 100)))).isEmpty();
        assertThat(WaitError.of(List.of(asked(OptionalLong.empty(), 100), asked(OptionalLong.of(50), 100))))
                .contains(new WaitError(1, 0.5, 0.5));
    }
}
