package dev.atelier.gateway.catalogues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.contract.messages.CatalogueEvent.Cancelled;
import dev.atelier.contract.messages.CatalogueEvent.Listed;
import dev.atelier.contract.messages.CatalogueEvent.Paused;
import dev.atelier.contract.messages.CatalogueEvent.ShardStored;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.messages.CatalogueSource;
import dev.atelier.gateway.batches.BatchView;
import dev.atelier.gateway.configuration.TenantConfig;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemException;
import dev.atelier.gateway.testing.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueRoomTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final BatchView batches = new BatchView(Duration.ofDays(30), 100);
    private final CatalogueRoom room = room(Map.of(
            "atelier.quota.catalogues-running", "2",
            "atelier.quota.items-waiting", "1000",
            "atelier.tenants.large.catalogues-running", "3"));

    private CatalogueRoom room(Map<String, String> settings) {
        return new CatalogueRoom(
                batches, new TenantConfig(Settings.of(settings)), Clock.fixed(NOON.plusSeconds(10), ZoneOffset.UTC));
    }

    private static CatalogueRequest request(String tenant, String id, long items) {
        var source = new CatalogueSource("key", "ab", CatalogueSource.Format.CSV);
        return new CatalogueRequest(1, id, tenant, "m", "1", "cd", source, items, 100, 0, 7, "body", NOON);
    }

    /** Written and read back. */
    private void accepted(String tenant, String id, long items) {
        CatalogueRequest request = request(tenant, id, items);
        room.take(request);
        batches.apply(request);
        room.read(id);
    }

    private Problem refused(String tenant, long items) {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> room.take(request(tenant, "more", items)));
        assertThat(refused).as("refusal").isNotNull();
        return refused.problem();
    }

    private static int retryAfter(Problem problem) {
        return Integer.parseInt(problem.headers().get("Retry-After"));
    }

    @Test
    void oneCatalogueMoreThanATenantMayHaveIsRefusedUntilOneIsOver() {
        accepted("shop", "a", 100);
        accepted("shop", "b", 100);
        batches.apply(new Paused(1, "b", NOON, "ann"));

        Problem problem = refused("shop", 100);

        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.getType()).isEqualTo("/problems/catalogue-quota");
        assertThat(problem.detail()).contains("2 catalogues of tenant 'shop'");
        assertThat(retryAfter(problem)).isPositive();
        batches.apply(new Cancelled(1, "b", NOON, "ann"));
        assertThatCode(() -> accepted("shop", "c", 100)).doesNotThrowAnyException();
    }

    @Test
    void tenantsDoNotCountForEachOtherAndOneMayHaveMoreThanAll() {
        accepted("large", "a", 100);
        accepted("large", "b", 100);
        accepted("large", "c", 100);
        assertThat(refused("large", 1).status()).isEqualTo(429);
        assertThatCode(() -> accepted("shop", "d", 100)).doesNotThrowAnyException();
    }

    @Test
    void itemsWaitUntilTheyAreStoredAndTheAnswerSaysHowLongThatLikelyTakes() {
        accepted("shop", "a", 900);
        assertThat(refused("shop", 200).getType()).isEqualTo("/problems/item-quota");
        batches.apply(new Listed(1, "a", NOON, 9));
        batches.apply(new ShardStored(1, "a", NOON.plusSeconds(10), 0, "k", "s", 1, "i", "t", 50, "w"));

        // 50 a second too many at 5 a second.
        assertThat(retryAfter(refused("shop", 200))).isEqualTo(10);
        assertThatCode(() -> accepted("shop", "b", 150)).doesNotThrowAnyException();
    }

    @Test
    void aCatalogueThatNeverFitsInIsAMistake() {
        Problem problem = refused("shop", 1_001);
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.detail()).contains("at most 1000 items").contains("in parts");
    }

    @Test
    void aRequestOnItsWayIntoTheLogCountsOnceAndNoLongerWhenItFailed() {
        room.take(request("shop", "a", 100));
        room.take(request("shop", "b", 100));
        batches.apply(request("shop", "b", 100));
        assertThat(refused("shop", 100).detail()).contains("2 catalogues");

        room.read("a");

        assertThatCode(() -> room.take(request("shop", "c", 100))).doesNotThrowAnyException();
    }

    @Test
    void unlessSomethingIsSetThereIsRoomForAMillion() {
        CatalogueRoom plain = room(Map.of());
        for (int i = 0; i < 9; i++) {
            plain.take(request("shop", "batch-" + i, 1_000_000));
        }
        assertThatCode(() -> plain.requireOneMore("shop")).doesNotThrowAnyException();
    }
}
