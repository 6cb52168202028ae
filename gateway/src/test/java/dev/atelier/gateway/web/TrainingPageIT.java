package dev.atelier.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.artefact.Lineage;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.testing.browser.Browser;
import dev.atelier.contract.testing.browser.StudioPage;
import dev.atelier.gateway.testing.GatewayProcess;
import dev.atelier.gateway.testing.Installation;
import dev.atelier.gateway.testing.TrainerRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page in a real browser; the pictures of it lie in target/screenshots. */
class TrainingPageIT {
    private static Installation installation;
    private static GatewayProcess gateway;
    private static Browser browser;

    @BeforeAll
    static void start() {
        browser = Browser.start();
        installation = Installation.ofItsOwn();
        gateway = installation.gateway(Map.of());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            gateway.close();
            installation.close();
        }
    }

    private final TrainerRole trainer = installation.trainer();
    private final StudioPage page = new StudioPage(browser, gateway.api().root());

    private void open(String query, String ready) {
        page.visit("/training.html" + query, ready);
    }

    @Test
    void aRunIsFollowedApprovedAndTheChampionRolledBackByKeyboard() {
        List<String> before = browser.complaints();
        browser.size(1280, 1500);
        String run = trainer.request("fashion", "shop", "2026-11");
        trainer.start(run, 1);
        for (int epoch = 1; epoch <= 3; epoch++) {
            trainer.epoch(run, 1, epoch, 0.5 + 0.1 * epoch);
        }
        open("?run=" + run, "document.querySelectorAll('#film label').length === 3");
        browser.value("new PerformanceObserver(list => list.getEntries().forEach(entry => {"
                + " if (!entry.hadRecentInput) {"
                + " window.shifted = (window.shifted ?? 0) + entry.value;"
                + " window.movers = (window.movers ?? '') + entry.sources.map(it => it.node?.id || it.node?.nodeName); }}))"
                + ".observe({type: 'layout-shift', buffered: true})");
        assertThat(page.text("#status")).contains("trainer-1, attempt 1: training, step 300 of 500, epoch 3");
        assertThat(browser.value("document.querySelectorAll('#losses path').length")
                        .intValue())
                .isEqualTo(2);
        page.picture("training-running");

        trainer.epoch(run, 1, 4, 0.93);
        browser.await("document.querySelector('#film input:checked')?.value === 'epoch-004'");
        assertThat(browser.value("window.shifted ?? 0").doubleValue())
                .as("layout shifts of " + browser.value("window.movers"))
                .isLessThan(0.01);

        var lineage = new Lineage(run, 1, "shop", "2026-11", Optional.of("ab".repeat(32)), "0.1.0");
        installation.log().write(new MessageCodec("/test").write(Installation.fashion("3", lineage)));
        trainer.evaluate(run, 1, "3", true, true);
        browser.await("!document.getElementById('approve').hidden");
        assertThat(page.text("#rules")).contains("labelMatch", "0.94", "0.91", "+0.03", "at least 0.90", "yes, better");
        assertThat(page.text("#lineage")).contains("shop@2026-11", "data-digest", "Recipe", "cgan", "0.1.0");
        browser.value("document.getElementById('approve').focus()");
        browser.press("Enter", 13);
        browser.await("document.getElementById('decision').open");
        page.picture("training-approve");
        browser.press("Enter", 13);
        browser.await("document.getElementById('decision').innerText.includes('Say who you are')");
        assertThat(page.text("#decision")).contains("Say why");
        browser.await("document.activeElement.id === 'by'");
        browser.type("Ada");
        browser.press("Tab", 9);
        browser.type("the sheets look right");
        browser.press("Enter", 13);
        browser.await("!document.getElementById('decision').open");
        browser.await("document.getElementById('status').textContent.startsWith('Approved by Ada')");

        trainer.promote(run, 1, "3");
        gateway.api()
                .put(
                        "/v1/models/fashion/aliases/champion",
                        "{\"version\": \"3\", \"by\": \"trainer-1\", \"reason\": \"run " + run + "\"}");
        browser.await("document.querySelector('[data-rollback=fashion]')");
        browser.await("document.getElementById('status').textContent.startsWith('Promoted')");
        page.picture("training-promoted");
        browser.prefer("dark");
        page.picture("training-promoted-dark");
        browser.size(390, 3000);
        page.picture("training-promoted-narrow-dark");
        browser.prefer("light");
        page.picture("training-promoted-narrow");
        assertThat(page.tooWide()).as("wider than a window of 390 pixels").isEmpty();
        assertThat(browser.value("[...document.querySelectorAll('.table')]"
                                + ".filter(it => it.scrollWidth > it.clientWidth).length")
                        .intValue())
                .as("tables to scroll sideways")
                .isZero();
        assertThat(browser.value("[...document.querySelectorAll('#rules tbody tr:first-child td')]"
                                + ".map(it => getComputedStyle(it, '::before').content).join()")
                        .asText())
                .isEqualTo("\"Challenger\",\"Champion\",\"Difference\",\"Limit\",\"Kept\"");
        browser.size(1280, 1500);

        browser.value("document.querySelector('[data-rollback=fashion]').focus()");
        browser.press("Enter", 13);
        browser.await("document.activeElement.id === 'reason'");
        browser.type("bags have no handles");
        browser.press("Enter", 13);
        browser.await("!document.getElementById('decision').open");
        browser.await("document.getElementById('model-list').innerText.includes('Champion 1 since')");
        assertThat(page.text("#model-list")).contains("by Ada: bags have no handles");
        assertThat(browser.complaints()).isEqualTo(before);
    }

    @Test
    void aRunThatDoesNotExistIsSaidSo() {
        open("?run=nothing", "!document.getElementById('general').hidden");
        assertThat(page.text("#general")).contains("'nothing' is no id of a training run");
    }
}
