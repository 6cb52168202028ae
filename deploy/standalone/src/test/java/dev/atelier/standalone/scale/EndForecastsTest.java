package dev.atelier.standalone.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.messages.CatalogueEvent.ShardStored;
import dev.atelier.standalone.scale.ScaleResult.Forecast;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EndForecastsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int ITEMS = 1_000;

    private final BatchProgress batch = new BatchProgress("b");
    private final AtomicReference<Optional<Instant>> gateway = new AtomicReference<>(Optional.empty());
    private final EndForecasts forecasts = new EndForecasts(ITEMS, gateway::get, Clock.fixed(NOON, ZoneOffset.UTC));

    private void stored(int items, Optional<Instant> expectedEnd) {
        IntStream.range(0, items / 100)
                .forEach(shard ->
                        batch.note(new ShardStored(1, "b", NOON, shard, "k", "s", 1, "i", "t", 100, "worker")));
        gateway.set(expectedEnd);
        forecasts.step(batch);
    }

    @Test
    void errorsAreRelativeToTheTimeThatWasLeftWhicheverWayTheyGo() {
        stored(200, Optional.of(NOON));
        stored(300, Optional.of(NOON.plusSeconds(120)));
        stored(400, Optional.of(NOON));
        stored(500, Optional.of(NOON.plusSeconds(90)));
        stored(800, Optional.of(NOON.plusSeconds(100)));
        stored(1_000, Optional.of(NOON));

        assertThat(forecasts.against(NOON.plusSeconds(100)))
                .containsExactly(
                        new Forecast(0.25, 100_000, 0.2),
                        new Forecast(0.5, 100_000, 0.1),
                        new Forecast(0.75, 100_000, 0));
    }

    @Test
    void aGatewayThatIsAwayIsAskedAgainAndAnEndThatCameIsNoLongerExpected() {
        stored(300, Optional.empty());
        stored(400, Optional.of(NOON.plusSeconds(50)));
        stored(1_000, Optional.of(NOON));

        assertThat(forecasts.against(NOON.plusSeconds(100))).containsExactly(new Forecast(0.25, 100_000, 0.5));
    }
}
