package dev.atelier.workers.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.catalogues.Batch;
import dev.atelier.contract.catalogues.Batches;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.messages.CatalogueSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TenantWindowsTest {
    private static final int WINDOW = 4;

    private final Batches log = new Batches(Duration.ofDays(1), 10);

    private Batch batch(String id, String tenant) {
        log.apply(new CatalogueRequest(
                CatalogueRequest.VERSION,
                id,
                tenant,
                "shirts",
                "1",
                "digest",
                new CatalogueSource("key", "sha256", CatalogueSource.Format.CSV),
                9,
                1,
                0,
                0,
                "body",
                Instant.now()));
        return log.batch(id).orElseThrow();
    }

    /** What a batch may have at most, where it has so many already. */
    private static int most(TenantWindows windows, Batch batch, int has) {
        var told = new int[1];
        windows.use(batch, most -> {
            told[0] = most;
            return Math.max(has, most);
        });
        return told[0];
    }

    @Test
    void aBatchAloneHasAllOfTheWindow() {
        Batch alone = batch("a", "ann");
        var windows = new TenantWindows(WINDOW, List.of(alone), batch -> 3);

        assertThat(most(windows, alone, 3)).isEqualTo(WINDOW);
    }

    @Test
    void whatALaterBatchHoldsIsNotThereForAnEarlierOne() {
        Batch first = batch("a", "ann");
        Batch later = batch("b", "ann");
        var held = Map.of("a", 0, "b", WINDOW);
        var windows = new TenantWindows(WINDOW, List.of(first, later), batch -> held.get(batch.id()));

        assertThat(most(windows, first, 0)).isZero();
        assertThat(most(windows, later, WINDOW)).isEqualTo(WINDOW / 2);
    }

    @Test
    void moreBatchesThanPlacesShareThese() {
        List<Batch> many = List.of("a", "b", "c", "d", "e", "f").stream()
                .map(id -> batch(id, "ann"))
                .toList();
        var windows = new TenantWindows(WINDOW, many, batch -> 0);

        assertThat(many.stream().map(batch -> most(windows, batch, 0))).containsExactly(1, 1, 1, 1, 0, 0);
    }

    @Test
    void eachTenantHasAWindowOfItsOwn() {
        Batch ann = batch("a", "ann");
        Batch bob = batch("b", "bob");
        var windows = new TenantWindows(WINDOW, List.of(ann, bob), batch -> 0);

        assertThat(most(windows, ann, 0)).isEqualTo(WINDOW);
        assertThat(most(windows, bob, 0)).isEqualTo(WINDOW);
    }
}
