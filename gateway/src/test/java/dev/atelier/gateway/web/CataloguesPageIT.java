package dev.atelier.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Completed;
import dev.atelier.contract.messages.CatalogueEvent.Listed;
import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.CatalogueEvent.ShardStored;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.testing.browser.Browser;
import dev.atelier.contract.testing.browser.StudioPage;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.Installation;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole catalogues in a real browser. What workers do is played; the pictures of the page lie in target/screenshots. */
class CataloguesPageIT {
    private static final int V = CatalogueEvent.VERSION;
    private static final int PHONE = 390;
    private static final String GOOD = "id,category,fabric\na-1,Shirts,denim;lace\na-2,Dresses,\na-3,Dresses,silk\n";
    private static final String PARTLY_BAD = "category,fabric\nShirts,denim\nShirt,denim\nShirts,denm\nDresses,lace\n";

    private static Browser browser;

    private final Installation installation = Installation.shared();
    private final Api api = Installation.sharedGateway().api();
    private final MessageCodec codec = new MessageCodec("/test");
    private final StudioPage page = new StudioPage(browser, api.root());

    @BeforeAll
    static void start() {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void beginWide() {
        browser.size(1280, 1200);
        browser.prefer("light");
    }

    private void open(String query) {
        page.visit("/catalogues.html" + query, "document.getElementById('make')?.disabled === false");
    }

    private void choose(String name, String text) {
        page.selectFile("file", name, text);
    }

    /** Sends the form and returns the id of the batch that came of it. */
    private String make() {
        page.click("#make");
        return accepted();
    }

    private String accepted() {
        browser.await("location.search.startsWith('?batch=') && !document.getElementById('batch').hidden");
        // The last that the page does by itself; before that it would take the focus from what a person has begun.
        browser.await("document.activeElement.id === 'detail'");
        return browser.value("new URLSearchParams(location.search).get('batch')")
                .textValue();
    }

    private void say(CatalogueEvent event) {
        installation.log().write(codec.write(event));
    }

    private void list(String batch, int shards) {
        say(new Listed(V, batch, Instant.now(), shards));
    }

    private void store(String batch, int shard) {
        say(new ShardStored(V, batch, Instant.now(), shard, "k", "s", 1200, "i", "t", 1, "worker-1"));
    }

    private void fail(String batch, int shard, String reason) {
        say(new ShardFailed(V, batch, Instant.now(), shard, "invalid-items", reason));
    }

    private void complete(String batch, int shards, int items) {
        String manifest = ObjectKeys.batchFile("default", batch, "manifest.jsonl");
        say(new Completed(V, batch, Instant.now(), manifest, "ab".repeat(32), shards, items));
    }

    private void awaitStatus(String beginning) {
        browser.await("document.getElementById('status').textContent.startsWith(" + StudioPage.quoted(beginning) + ")");
    }

    private String newBatch() {
        open("");
        page.select("model", "outfits").write("shardSize", "1");
        choose("wear.csv", GOOD);
        return make();
    }

    @Test
    void aCatalogueIsUploadedAndFollowedPausedResumedRetriedAndDownloaded() {
        List<String> before = browser.complaints();
        String batch = newBatch();
        awaitStatus("Accepted");
        assertThat(page.text("#title")).isEqualTo("outfits 2026-01");
        browser.await("document.getElementById('missing').textContent.includes('No worker is running')");
        assertThat(page.text("#missing")).contains("deploy/atelier up");

        list(batch, 3);
        store(batch, 0);
        awaitStatus("Running: 1 of 3 pictures");
        page.click("#pause");
        awaitStatus("Paused: 1 of 3 pictures");
        browser.await("document.getElementById('pause').hidden");
        assertThat(api.get("/v1/catalogues/" + batch).body()).contains("\"paused\"");
        page.click("#resume");
        awaitStatus("Running: 1 of 3 pictures");
        page.picture("catalogue-running");

        fail(batch, 1, "item 2: the model cannot make fabric 'denm'");
        store(batch, 2);
        awaitStatus("Incomplete: 2 of 3 pictures");
        assertThat(page.text("#failures")).contains("invalid-items", "the model cannot make fabric 'denm'");
        browser.await("document.querySelector('#batches [aria-current=true] .state').textContent === 'incomplete'");
        assertThat(page.text("#shards"))
                .contains("shard-00000.tar", "shard-00002.tar")
                .doesNotContain("shard-00001.tar");
        page.picture("catalogue-incomplete").click("#retry");
        awaitStatus("Running: 2 of 3 pictures");

        store(batch, 1);
        complete(batch, 3, 3);
        awaitStatus("Completed: 3 pictures.");
        assertThat(page.count("#shards a")).isEqualTo(3);
        assertThat(page.count("#orders button:not([hidden])"))
                .as("orders to a batch that is over")
                .isZero();
        assertThat(browser.value("document.getElementById('manifest').getAttribute('href')")
                        .asText())
                .isEqualTo("/v1/catalogues/" + batch + "/manifest");
        page.picture("catalogue-completed");
        assertThat(browser.complaints()).isEqualTo(before);
    }

    @Test
    void wrongLinesAreShownAndThenLeftOut() {
        open("");
        page.select("model", "outfits");
        choose("wear.csv", PARTLY_BAD);
        page.click("#make");
        browser.await("document.activeElement.id === 'report'");
        assertThat(page.text("#report-hint")).startsWith("2 lines cannot be made");
        assertThat(browser.value("[...document.querySelectorAll('#report-rows th')].map(it => it.innerText).join()")
                        .asText())
                .isEqualTo("3,4");
        assertThat(page.text("#report-rows")).contains("category", "did you mean 'Shirts'", "fabric", "denm");
        page.picture("catalogue-bad-lines").click("#go-on");
        accepted();
        browser.await("document.querySelectorAll('#left-out-rows tr').length === 2");
        assertThat(page.text("#facts")).contains("2, and 2 lines left out");
        assertThat(page.text("#left-out-rows")).contains("did you mean 'Shirts'");
        page.picture("catalogue-left-out");
    }

    @Test
    void afterStoppingTheFileCanBeMendedAndNothingWasBegun() {
        open("");
        int batches = api.get("/v1/catalogues?limit=500").body().split("\"url\"").length;
        page.select("model", "outfits");
        choose("wear.csv", PARTLY_BAD);
        page.click("#make").click("#mend");
        browser.await("document.activeElement.id === 'file' && document.getElementById('report').hidden");
        assertThat(api.get("/v1/catalogues?limit=500").body().split("\"url\"")).hasSize(batches);
        choose("wear.csv", GOOD);
        make();
    }

    @Test
    void valuesAreMultiplied() {
        open("");
        page.select("model", "products").click("[name=what][value=axes]").click("#make");
        browser.await("document.activeElement.name === 'axis.type' && document.activeElement.ariaInvalid === 'true'");
        page.picture("catalogue-axes-mistake");
        page.click("[aria-label='All values of type, or none']").click("[aria-label='All values of colour, or none']");
        page.click("[name='axis.season'][value=Summer]").write("seeds", "4");
        assertThat(page.text("#axes")).as("what was mended").doesNotContain("Choose at least one value");
        browser.await("document.getElementById('count').textContent === '6 combinations, at most 24 pictures.'");
        page.picture("catalogue-axes");
        String batch = make();
        // White bags cannot be made.
        assertThat(Api.json(api.get("/v1/catalogues/" + batch)).get("items").intValue())
                .isEqualTo(5 * 4);
    }

    @Test
    void mistakesAreShownAtTheirFields() {
        open("");
        page.click("#make");
        browser.await("document.activeElement.id === 'file' && document.activeElement.ariaInvalid === 'true'");
        choose("wear.xlsx", GOOD);
        page.click("#make");
        assertThat(page.text("[data-pointer='/file'] .error")).contains("'wear.xlsx' must end in .csv");
        choose("wear.csv", "category\nDress\n");
        page.select("model", "fashion").write("shardSize", "many").click("#make");
        browser.await("document.activeElement.id === 'shardSize' && document.activeElement.ariaInvalid === 'true'");
        assertThat(page.text("[data-pointer='/shardSize'] .error")).contains("1 to 10000");
    }

    @Test
    void aBatchIsCancelledByKeyboardAfterAQuestion() {
        String batch = newBatch();
        browser.value("document.getElementById('cancel').focus()");
        browser.press("Enter", 13);
        browser.await("document.getElementById('confirm').open");
        assertThat(page.focus()).isEqualTo("=no");
        page.picture("catalogue-cancel");
        browser.press("Enter", 13);
        browser.await("!document.getElementById('confirm').open");
        assertThat(api.get("/v1/catalogues/" + batch).body()).contains("\"accepted\"");
        assertThat(page.focus()).isEqualTo("Cancel");
        browser.press("Enter", 13);
        page.tabTo("#confirm [value=yes]");
        browser.press("Enter", 13);
        awaitStatus("Cancelled by catalogues-page: 0 of 3 pictures");
        browser.await("document.activeElement.id === 'detail'");
    }

    @Test
    void aBatchThatDoesNotExistIsSaidSo() {
        open("?batch=nothing");
        browser.await("!document.getElementById('unknown').hidden");
        assertThat(page.text("#unknown")).contains("'nothing' is no id of a batch");
        page.click("#begin");
        browser.await("!document.getElementById('new').hidden && document.getElementById('unknown').hidden");
    }

    /** With all that the page can show: failed shards, lines left out, many shards. */
    private String openWithAllThereIs() {
        open("");
        page.select("model", "outfits").write("shardSize", "1");
        choose(
                "wear.csv",
                "category\nShirt\n"
                        + IntStream.range(0, 100).mapToObj(i -> "Shirts\n").collect(Collectors.joining()));
        page.click("#make").click("#go-on");
        String batch = accepted();
        list(batch, 100);
        IntStream.range(0, 98).forEach(shard -> store(batch, shard));
        fail(batch, 98, "the store refused shard 98 three times, each time with a sentence as long as this one");
        fail(batch, 99, "the version is gone");
        awaitStatus("Incomplete: 98 of 100 pictures");
        browser.await("document.querySelectorAll('#left-out-rows tr').length === 1");
        return batch;
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void thePageHasNoSeriousFinding(String scheme) {
        browser.prefer(scheme);
        openWithAllThereIs();
        assertThat(page.findings()).as("a batch").isEmpty();
        page.picture("catalogue-all-" + scheme).click("#more-shards");
        assertThat(page.count("#shards a")).isEqualTo(98);
        page.click("#begin");
        browser.await("!document.getElementById('new').hidden");
        choose("wear.csv", PARTLY_BAD);
        page.select("model", "outfits").click("#make");
        browser.await("document.activeElement.id === 'report'");
        assertThat(page.findings()).as("wrong lines").isEmpty();
        page.picture("catalogue-new-" + scheme).click("[name=what][value=axes]");
        assertThat(page.findings()).as("axes").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void nothingIsWiderThanAPhone(String scheme) {
        browser.size(PHONE, 2400);
        browser.prefer(scheme);
        openWithAllThereIs();
        assertThat(page.tooWide()).as("a batch").isEmpty();
        page.picture("catalogue-phone-" + scheme).click("#begin");
        browser.await("!document.getElementById('new').hidden");
        choose("wear.csv", PARTLY_BAD);
        page.select("model", "outfits").click("#make");
        browser.await("document.activeElement.id === 'report'");
        assertThat(page.tooWide()).as("wrong lines").isEmpty();
        page.picture("catalogue-phone-new-" + scheme)
                .click("[name=what][value=axes]")
                .select("model", "products");
        browser.await("document.querySelectorAll('#axes fieldset').length === 3");
        assertThat(page.tooWide()).as("axes").isEmpty();
    }

    @Test
    void everyModuleIsAskedForAtOnce() {
        open("");
        assertThat(browser.value("performance.getEntriesByType('resource').map(it => it.name)"
                                + ".filter(it => it.endsWith('.js') && !it.endsWith('/catalogues.js')).sort().join()")
                        .asText())
                .isEqualTo(browser.value(
                                "[...document.querySelectorAll('[rel=modulepreload]')].map(it => it.href).sort().join()")
                        .asText());
    }
}
