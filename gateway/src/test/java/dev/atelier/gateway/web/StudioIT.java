package dev.atelier.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.testing.browser.Browser;
import dev.atelier.contract.testing.browser.StudioPage;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.GatewayProcess;
import dev.atelier.gateway.testing.Installation;
import dev.atelier.gateway.testing.WorkerRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Asking for pictures in a real browser. */
class StudioIT {
    private static Browser browser;

    private final Api api = Installation.sharedGateway().api();
    private final WorkerRole worker = Installation.shared().worker();
    private final StudioPage studio = new StudioPage(browser, api.root());

    @BeforeAll
    static void start() {
        browser = Browser.start();
        browser.size(1280, 1200);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    private String generate(int count) {
        List<String> jobs = studio.write("count", Integer.toString(count)).generate();
        assertThat(jobs).hasSize(1);
        return jobs.get(0);
    }

    @Test
    void picturesArriveOneByOneAndNothingMoves() {
        List<String> before = browser.complaints();
        studio.open("?model=fashion").choose("category", "Dress");
        String job = generate(3);
        studio.awaitStatus("queued");
        assertThat(studio.text("#jobs .status")).startsWith("Waiting: ");
        assertThat(studio.count("#jobs .place"))
                .as("places that wait for pictures")
                .isEqualTo(3);
        studio.watchLayout();

        worker.start(job);
        worker.store(job, 1);
        browser.await("document.querySelectorAll('#jobs img').length === 1");
        assertThat(studio.text("#jobs .status")).isEqualTo("1 of 3 pictures.");
        studio.picture("studio-running");
        worker.store(job, 0);
        worker.store(job, 2);
        worker.complete(job, 3);
        studio.awaitStatus("completed");
        browser.await("[...document.querySelectorAll('#jobs img')].every(it => it.naturalWidth > 0)");

        assertThat(studio.text("#jobs .status")).isEqualTo("3 pictures.");
        assertThat(browser.value("document.querySelector('#jobs img').alt").asText())
                .isEqualTo("Dress, picture 1 of 3");
        assertThat(browser.value("getComputedStyle(document.querySelector('#jobs img')).imageRendering")
                        .asText())
                .isEqualTo("pixelated");
        assertThat(browser.value("document.getElementById('live').textContent").asText())
                .isEqualTo("Dress: 3 pictures.");
        assertThat(studio.shifted()).isLessThan(0.01);
        assertThat(browser.complaints()).isEqualTo(before);
    }

    @Test
    void everyModuleIsAskedForAtOnce() {
        studio.open("");
        assertThat(browser.value("performance.getEntriesByType('resource').map(it => it.name)"
                                + ".filter(it => it.endsWith('.js') && !it.endsWith('/studio.js')).sort().join()")
                        .asText())
                .as("modules that were loaded")
                .isEqualTo(browser.value("[...document.querySelectorAll('[rel=modulepreload]')].map(it => it.href)"
                                + ".sort().join()")
                        .asText());
    }

    @Test
    void aWaitingJobIsCancelled() {
        studio.open("?model=fashion");
        String job = generate(4);
        studio.awaitStatus("queued").click("#jobs .cancel").awaitStatus("cancelled");
        assertThat(studio.text("#jobs .status")).isEqualTo("Cancelled.");
        assertThat(api.job(job).get("status").textValue()).isEqualTo("cancelled");
    }

    @Test
    void aJobThatFailedSaysWhy() {
        studio.open("?model=fashion");
        String job = generate(1);
        worker.start(job);
        worker.fail(job, "broken-model", "The weights are damaged.");
        studio.awaitStatus("failed");
        assertThat(studio.text("#jobs .status")).isEqualTo("Failed: The weights are damaged.");
    }

    @Test
    void aSeedIsNewEachTimeUnlessItIsLocked() {
        studio.open("?model=fashion");
        long first = api.job(generate(1)).get("seed").longValue();
        assertThat(studio.value("seed")).isEqualTo(Long.toString(first));
        long second = api.job(generate(1)).get("seed").longValue();
        assertThat(second).isNotEqualTo(first);

        studio.click("#lock");
        long third = api.job(generate(1)).get("seed").longValue();
        assertThat(third).isEqualTo(second);
    }

    @Test
    void aRecentJobIsTakenUpWithAllOfItsParameters() {
        studio.open("?model=outfits").choose("category", "Dresses").choose("fabric", "lace");
        studio.choose("fabric", "silk").write("seed", "4711");
        String job = generate(2);
        worker.fulfil(job, 2);
        studio.awaitStatus("completed");

        studio.again("");
        assertThat(studio.value("model")).isEqualTo("fashion");
        studio.click("#recent-list a").awaitStatus("completed");
        browser.await("document.getElementById('model').value === 'outfits'");
        assertThat(studio.value("count")).isEqualTo("2");
        assertThat(studio.value("seed")).isEqualTo("4711");
        assertThat(studio.text("#jobs h2")).isEqualTo("Dresses, lace, silk");
        assertThat(studio.count("#attributes input:checked")).isEqualTo(3);

        String again = generate(2);
        for (String field : List.of("seed", "attributes", "count", "digest")) {
            assertThat(api.job(again).get(field))
                    .as(field)
                    .isEqualTo(api.job(job).get(field));
        }
    }

    @Test
    void aLinkRestoresFormAndPictures() {
        studio.open("?model=outfits&a.category=Dresses&a.fabric=silk&count=5&seed=12");
        assertThat(browser.value(
                                "[...document.querySelectorAll('#attributes input:checked')].map(it => it.value).join()")
                        .asText())
                .isEqualTo("Dresses,silk");
        assertThat(studio.value("count")).isEqualTo("5");
        assertThat(studio.value("seed")).isEqualTo("12");
        String job = generate(2);
        worker.fulfil(job, 2);
        String link = studio.awaitStatus("completed").address().getRawQuery();

        studio.open("?" + link).awaitStatus("completed");
        assertThat(studio.count("#jobs img")).isEqualTo(2);
        assertThat(studio.jobs()).containsExactly(job);
        assertThat(studio.value("seed")).isEqualTo("12");
    }

    @Test
    void aLinkToAJobThatIsUnknownSaysSoAndKeepsTheForm() {
        studio.open("?model=outfits&a.category=Dresses&job=nothing");
        browser.await("!document.getElementById('general').hidden");
        assertThat(studio.text("#general")).contains("nothing");
        assertThat(studio.count("#attributes [value=Dresses]:checked")).isEqualTo(1);
    }

    @Test
    void aMistakeIsShownAtItsFieldAndHasTheFocus() {
        studio.open("?model=fashion").write("count", "99").click("#generate");
        browser.await("document.activeElement.id === 'count' && document.activeElement.ariaInvalid === 'true'");
        assertThat(studio.text("[data-pointer='/count'] .error")).contains("64");
        studio.picture("studio-mistake");

        studio.write("count", "2").write("seed", "seven").click("#generate");
        browser.await("document.activeElement.id === 'seed' && document.activeElement.ariaInvalid === 'true'");
        assertThat(studio.text("[data-pointer='/count'] .error")).isEmpty();
    }

    @Test
    void aGatewayThatIsStartedAgainIsNoLossToAnOpenPage() {
        GatewayProcess first = Installation.shared().gateway(Map.of());
        var page = new StudioPage(browser, first.api().root());
        String job = page.open("?model=fashion").write("count", "2").generate().get(0);
        worker.start(job);
        worker.store(job, 0);
        browser.await("document.querySelectorAll('#jobs img').length === 1");
        first.close();
        browser.await("document.querySelector('#jobs .status').textContent.includes('connection is lost')");
        worker.store(job, 1);
        worker.complete(job, 2);

        String port = Integer.toString(first.api().root().getPort());
        try (GatewayProcess second = Installation.shared().gateway(Map.of(GatewayProcess.PORT, port))) {
            page.awaitStatus("completed");
            assertThat(second.isAlive()).isTrue();
            assertThat(page.count("#jobs img")).isEqualTo(2);
            assertThat(page.text("#jobs .status")).isEqualTo("2 pictures.");
        }
    }
}
