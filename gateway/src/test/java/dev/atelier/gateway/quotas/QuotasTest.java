package dev.atelier.gateway.quotas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.messages.GenerationRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class QuotasTest {
    private static final Limits NONE = new Limits(OptionalDouble.empty(), OptionalInt.empty());
    private static final Limits TEN_A_SECOND = new Limits(OptionalDouble.of(10), OptionalInt.empty());
    private static final Limits TWENTY_WAITING = new Limits(OptionalDouble.empty(), OptionalInt.of(20));

    private final Time clock = new Time();
    private final Map<String, Limits> limits = Map.of("fast", TEN_A_SECOND, "short", TWENTY_WAITING);
    private long waiting;
    private final Quotas quotas = quotas();
    private int jobs;

    /** A clock that is put forward by hand. */
    private static final class Time extends Clock {
        private Instant now = Instant.parse("2026-11-01T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private Quotas quotas() {
        return new Quotas(
                tenant -> limits.getOrDefault(tenant, NONE),
                new Quotas.Queue() {
                    @Override
                    public long waiting(String tenant) {
                        return waiting;
                    }

                    @Override
                    public Optional<Duration> untilMade(String tenant, long pictures) {
                        return Optional.of(Duration.ofSeconds(pictures));
                    }
                },
                clock);
    }

    private Optional<Refusal> take(String tenant, int pictures) {
        return quotas.take(tenant, "job-" + jobs++, pictures);
    }

    private GenerationRequest request(String tenant, String id, int pictures) {
        return new GenerationRequest(
                1,
                id,
                tenant,
                "m",
                "1",
                "ab",
                Selection.of(Map.of("category", "Bag")),
                pictures,
                7,
                "cd",
                clock.now,
                clock.now);
    }

    @Test
    void tenSecondsWorthIsAcceptedAtOnceAndThenNoMore() {
        assertThat(take("fast", 60)).isEmpty();
        assertThat(take("fast", 40)).isEmpty();
        assertThat(take("fast", 1)).containsInstanceOf(Refusal.TooFast.class);
    }

    @Test
    void theSameRequestFitsInWhenTheToldTimeIsOverAndNotBefore() {
        take("fast", 60);
        take("fast", 40);
        Duration wait = ((Refusal.TooFast) take("fast", 25).orElseThrow()).retryAfter();
        assertThat(wait).isEqualTo(Duration.ofMillis(2500));
        clock.now = clock.now.plus(wait).minusMillis(100);
        assertThat(take("fast", 25)).isPresent();
        clock.now = clock.now.plusMillis(100);
        assertThat(take("fast", 25)).isEmpty();
    }

    @Test
    void whatAnotherGatewayAcceptedCountsAsWell() {
        quotas.read(request("fast", "elsewhere-1", 60));
        quotas.read(request("fast", "elsewhere-2", 40));
        assertThat(take("fast", 1)).isPresent();
    }

    @Test
    void whatWasAcceptedHereDoesNotCountAgainWhenItIsRead() {
        assertThat(quotas.take("fast", "mine", 50)).isEmpty();
        quotas.read(request("fast", "mine", 50));
        assertThat(take("fast", 50)).isEmpty();
    }

    @Test
    void whatCouldNotBeWrittenIsGivenBack() {
        assertThat(quotas.take("fast", "lost", 64)).isEmpty();
        assertThat(quotas.take("fast", "lost-2", 36)).isEmpty();
        quotas.giveBack("fast", "lost");
        assertThat(take("fast", 64)).isEmpty();
    }

    @Test
    void whatWaitsHasALimitThatCountsWhatIsOnItsWay() {
        waiting = 10;
        assertThat(take("short", 8)).isEmpty();
        Refusal refusal = take("short", 5).orElseThrow();
        assertThat(refusal).isEqualTo(new Refusal.TooMany(18, 20, Duration.ofSeconds(3)));
    }

    @Test
    void aRequestThatCanNeverFitIsToldSo() {
        assertThat(take("short", 21)).contains(new Refusal.TooLarge(20));
    }

    @Test
    void oneTenantDoesNotUseUpTheRoomOfAnother() {
        take("fast", 64);
        take("fast", 36);
        assertThat(take("other", 64)).isEmpty();
    }

    @Test
    void aLimitThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new Limits(OptionalDouble.of(0), OptionalInt.empty()))
                .hasMessageContaining("pictures-per-second must be more than 0");
        assertThatThrownBy(() -> new Limits(OptionalDouble.empty(), OptionalInt.of(0)))
                .hasMessageContaining("pictures-waiting must be 1 or more");
    }
}
