package dev.atelier.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.testing.browser.Browser;
import dev.atelier.contract.testing.browser.StudioPage;
import dev.atelier.gateway.testing.GatewayProcess;
import dev.atelier.gateway.testing.Installation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations of an installation of its own in a real browser; the pictures of the page lie in target/screenshots. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperationsPageIT {
    private static final int PHONE = 390;
    private static final String REASON = "not a readable GenerationRequest: Unexpected end-of-input in VALUE_STRING";

    private static final int MORE_THAN_A_PAGE_SHOWED_ONCE = 510;

    private static Browser browser;
    private static Installation installation;
    private static GatewayProcess gateway;

    private final MessageCodec codec = new MessageCodec("/atelier/workers");
    private final StudioPage page = new StudioPage(browser, gateway.api().root());

    @BeforeAll
    static void start() {
        browser = Browser.start();
        installation = Installation.toTakeDown();
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

    @BeforeEach
    void beginWide() {
        browser.size(1280, 1000);
        browser.prefer("light");
    }

    private void open() {
        page.visit("/operations.html", "document.getElementById('standing')?.hidden === false");
    }

    /** Puts a request away as a worker does that cannot read it; returns its key. */
    private String putAway() {
        String key = UUID.randomUUID().toString();
        byte[] value = "{\"schemaVersion\": 1, \"id\": \"".getBytes(StandardCharsets.UTF_8);
        installation
                .log()
                .write(codec.deadLetter(
                        new Message(Topic.GENERATION_INTERACTIVE, key, Map.of(), value), "unreadable-message", REASON));
        return key;
    }

    private int back(String key) {
        return installation.log().read(Topic.GENERATION_INTERACTIVE, key).size();
    }

    private static String row(String key) {
        return "[...document.querySelectorAll('#letters tr')].find(it => it.innerText.includes('" + key + "'))";
    }

    @Test
    @Order(1)
    void aLetterIsSeenAndReplayedByKeyboard() {
        List<String> before = browser.complaints();
        open();
        browser.await("!document.getElementById('empty').hidden");
        assertThat(page.text("#missing")).contains("No worker is running").contains("deploy/atelier up");
        assertThat(page.text("#lanes")).contains("interactive", "0 requests waiting", "bulk", "0 shards waiting");
        page.picture("operations-empty");

        String key = putAway();
        browser.await(row(key));
        assertThat(browser.value(row(key) + ".innerText").asText())
                .contains("generation.interactive", "unreadable-message", REASON, "/atelier/workers");
        assertThat(page.text("#replay-all")).isEqualTo("Replay it");
        browser.value(row(key) + ".querySelector('button').focus()");
        assertThat(page.focus()).startsWith("Replay 0-");
        browser.press("Enter", 13);
        browser.await(row(key) + ".innerText.includes('replayed')");
        assertThat(page.text("#live")).isEqualTo("1 of 1 message replayed.");
        assertThat(back(key)).isEqualTo(1);
        browser.await("document.activeElement.id === 'detail' && document.getElementById('replay-all').hidden");
        assertThat(browser.complaints()).isEqualTo(before);
    }

    @Test
    void allAreReplayedAfterAQuestion() {
        List<String> keys = List.of(putAway(), putAway(), putAway());
        open();
        browser.await(row(keys.get(2)));
        page.picture("operations-letters").click("#replay-all");
        browser.await("document.getElementById('confirm').open");
        page.picture("operations-confirm");
        browser.press("Escape", 27);
        browser.await("!document.getElementById('confirm').open");
        assertThat(keys).noneMatch(key -> back(key) > 0);
        page.click("#replay-all").click("#confirm [value=yes]");
        browser.await("document.querySelectorAll('#letters tr').length >= 3"
                + " && document.querySelectorAll('#letters button').length === 0");
        assertThat(keys).allMatch(key -> back(key) == 1);
        page.picture("operations-replayed");
    }

    /** After all others, to which these would be in the way. */
    @Test
    @Order(Integer.MAX_VALUE)
    void howeverManyThereAreTheButtonSpeaksOfAsManyAsItReplays() {
        List<String> keys = Stream.generate(this::putAway)
                .limit(MORE_THAN_A_PAGE_SHOWED_ONCE)
                .toList();
        open();
        browser.await(row(keys.get(0)) + " && " + row(keys.get(keys.size() - 1)));
        int said = Integer.parseInt(page.text("#replay-all").replaceAll("[^0-9]", ""));
        assertThat(said).isGreaterThanOrEqualTo(keys.size());
        page.click("#replay-all");
        browser.await("document.getElementById('confirm').open");
        assertThat(page.text("#confirm").replaceAll("[,.\u202f\u00a0]", "")).contains("Replay " + said + " messages?");
        browser.press("Escape", 27);
    }

    @Test
    void workersAreShownWhileTheyLive() {
        open();
        try (var worker = installation.workersMember("worker-1")) {
            Awaitility.await().until(() -> {
                worker.poll(Duration.ofMillis(100));
                return page.text("#workers").contains("8 partitions");
            });
            assertThat(page.text("#workers")).contains("worker-1");
            assertThat(page.text("#missing")).doesNotContain("No worker");
        }
    }

    @Test
    void aStoreThatIsAwayAndABrokerThatIsAwayAreTold() {
        open();
        installation.servers().killStore();
        browser.await("document.getElementById('missing').textContent.includes('Degraded')");
        page.picture("operations-degraded");
        installation.servers().restartStore();
        browser.await("!document.getElementById('missing').textContent.includes('Degraded')");
        installation.servers().killBroker();
        browser.await("document.getElementById('general').textContent.includes('broker does not answer')");
        installation.servers().restartBroker();
        browser.await("document.getElementById('general').hidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void thePageHasNoSeriousFinding(String scheme) {
        browser.prefer(scheme);
        String key = putAway();
        open();
        browser.await(row(key));
        assertThat(page.findings()).isEmpty();
        page.picture("operations-" + scheme).click("#replay-all");
        browser.await("document.getElementById('confirm').open");
        assertThat(page.findings()).as("a question").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void nothingIsWiderThanAPhone(String scheme) {
        browser.size(PHONE, 2200);
        browser.prefer(scheme);
        String key = putAway();
        installation.trainer().request("fashion", "shop", "2026-" + scheme);
        open();
        browser.await(row(key) + " && document.querySelector('#trainings a')");
        assertThat(page.tooWide()).isEmpty();
        page.picture("operations-phone-" + scheme);
    }

    @Test
    void everyModuleIsAskedForAtOnce() {
        open();
        assertThat(browser.value("performance.getEntriesByType('resource').map(it => it.name)"
                                + ".filter(it => it.endsWith('.js') && !it.endsWith('/operations.js')).sort().join()")
                        .asText())
                .isEqualTo(browser.value(
                                "[...document.querySelectorAll('[rel=modulepreload]')].map(it => it.href).sort().join()")
                        .asText());
    }
}
