package dev.atelier.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.images.Provenance;
import dev.atelier.contract.testing.browser.Browser;
import dev.atelier.contract.testing.browser.StudioPage;
import dev.atelier.standalone.models.ShippedModel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages in a real browser on a system that runs: pictures of trained models by real workers, products found by the real
 * embedder. What the pages look like lies in target/screenshots.
 */
class StudioST {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PHONE = 390;
    /** In colour, of a type and a colour. */
    private static final String WEAR = "fashion-products-wear-64-mcgan";
    /** In grey, of a category, in the versions {@link #SHIPPED} and {@link #OTHER}. */
    private static final String MODEL = "fashion-mnist-cgan";

    private static final String SHIPPED = "2";
    private static final String OTHER = "3";
    /** Of each article, more than a search shows of both. */
    private static final int PRODUCTS = 8;

    @TempDir
    private static Path folder;

    private static Browser browser;
    private static RunningAtelier running;
    private static StudioPage page;

    private List<String> complaintsBefore;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start();
        running = RunningAtelier.start(folder, folder.resolve("data"));
        page = new StudioPage(browser, running.gateway());
        Artefact autoencoder = ShippedModel.open("fashion-mnist-cvae", "2");
        Artefact other = ShippedModel.writeAs(folder.resolve("other"), autoencoder, MODEL, OTHER);
        run("models", "publish", other.folder().toString());
        Path products = FashionMnistShop.writeProducts(folder.resolve("shop"), PRODUCTS);
        run(
                "catalogue-products",
                "import",
                "--store",
                "shop",
                "--csv",
                products.toString(),
                "--pictures",
                products.resolveSibling("images").toString());
    }

    private static void run(String... arguments) throws Exception {
        Command.Result result = new Command(
                        folder, Map.of("ATELIER_DATA", folder.resolve("data").toString()))
                .run(arguments);
        assertThat(result.exitCode()).as(result.all()).isZero();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        try {
            if (running != null) {
                running.close();
            }
        } finally {
            if (browser != null) {
                browser.close();
            }
        }
    }

    @BeforeEach
    void beginWide() {
        browser.size(1280, 1200);
        browser.prefer("light");
        complaintsBefore = browser.complaints();
    }

    private void assertNoComplaint() {
        assertThat(browser.complaints()).isEqualTo(complaintsBefore);
    }

    /** What is shown has no serious finding and fits onto a phone, where it is dark. */
    private static void assertFitsADarkPhone(String name) {
        assertThat(page.findings()).as(name).isEmpty();
        browser.size(PHONE, 2000);
        browser.prefer("dark");
        assertThat(page.tooWide()).as(name).isEmpty();
        assertThat(page.findings()).as(name + ", dark").isEmpty();
        page.picture(name + "-phone-dark");
        browser.size(1280, 1200);
        browser.prefer("light");
    }

    private static void awaitPictures(int count) {
        page.awaitStatus("completed");
        browser.await("document.querySelectorAll('#jobs img').length === " + count
                + " && [...document.querySelectorAll('#jobs img')].every(it => it.naturalWidth > 0)");
    }

    private static JsonNode job(String id) throws IOException, InterruptedException {
        return running.get("/v1/generations/" + id);
    }

    private static byte[] png(String job, int index) throws IOException, InterruptedException {
        return running.bytes("/v1/generations/" + job + "/images/" + index + ".png");
    }

    private static long colours(byte[] png) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        return IntStream.range(0, picture.getWidth() * picture.getHeight())
                .map(i -> picture.getRGB(i % picture.getWidth(), i / picture.getWidth()))
                .distinct()
                .count();
    }

    /** While it is, what is asked for waits. */
    private static Suspended suspendedWorker() throws IOException, InterruptedException {
        return new Suspended(running.pid("worker"));
    }

    @Test
    void aChoiceByChipAndSwatchBecomesPicturesAndOnePictureMoreLikeIt() throws Exception {
        page.open("?model=" + WEAR).choose("type", "Topwear").choose("colour", "Blue");
        String job = page.write("count", "8").generate().get(0);
        awaitPictures(8);
        assertThat(page.text("#jobs h2")).isEqualTo("Blue, Topwear");
        for (int index = 0; index < 8; index++) {
            assertThat(colours(png(job, index)))
                    .as("colours of picture %d", index)
                    .isGreaterThan(100);
        }
        page.picture("studio");
        assertFitsADarkPhone("studio");

        page.click("#jobs .open");
        browser.await("document.getElementById('provenance').innerText.includes('SHA-256')");
        assertThat(page.text("#provenance")).contains(WEAR, "colour: Blue; type: Topwear");
        page.picture("studio-picture");
        assertFitsADarkPhone("studio-picture");
        page.click("#more-actions button");
        browser.await("location.search.includes('what=grid')");
        awaitPictures(3);
        JsonNode variations = job(page.jobs().get(0));
        assertThat(variations.path("images"))
                .extracting(it -> it.at("/attributes/type").textValue())
                .containsExactly("Topwear", "Shoes", "Bottomwear");
        assertThat(variations.path("seed")).as("of the same latent").isEqualTo(job(job).path("seed"));
        page.picture("studio-variations");

        page.click("#recent-list li:nth-child(2) a");
        browser.await("new URLSearchParams(location.search).get('job') === " + StudioPage.quoted(job));
        awaitPictures(8);
        assertThat(page.value("count")).isEqualTo("8");
        assertThat(page.count("#attributes [value=Topwear]:checked, #attributes [value=Blue]:checked"))
                .isEqualTo(2);
        assertNoComplaint();
    }

    @Test
    void aJobThatWaitsBehindOthersIsCancelledAndTakenUpFromHistory() throws Exception {
        page.open("?model=" + WEAR + "&a.type=Bottomwear&a.colour=Black");
        String job;
        try (Suspended worker = suspendedWorker()) {
            String other = running.ask("{\"model\": \"" + WEAR
                    + "\", \"attributes\": {\"type\": \"Shoes\", \"colour\": \"Black\"}, \"count\": 64}");
            job = page.write("count", "64").generate().get(0);
            browser.await("document.querySelector('#jobs .status').textContent.startsWith('Waiting: ')");
            assertThat(page.text("#jobs .status")).contains("before this one");
            page.click("#jobs .cancel").awaitStatus("cancelled");
            page.picture("studio-cancelled");
            assertThat(page.text("#jobs .status")).startsWith("Cancelled");
            assertThat(job(job).path("status").textValue()).isEqualTo("cancelled");
            running.delete("/v1/generations/" + other);
        }

        page.again("").click("#recent-list a").awaitStatus("cancelled");
        browser.await("document.getElementById('count').value === '64'");
        String again = page.generate().get(0);
        awaitPictures(64);
        assertThat(job(again).path("seed")).isEqualTo(job(job).path("seed"));
        assertThat(job(again).path("attributes")).isEqualTo(job(job).path("attributes"));
        page.picture("studio-taken-up");
        assertNoComplaint();
    }

    @Test
    void twoVersionsAreSeenSideBySide() throws Exception {
        page.open("?model=" + MODEL + "&version=" + SHIPPED + "&a.category=Dress&count=4");
        List<String> jobs = page.click("[name=what][value=compare]")
                .select("against", OTHER)
                .generate();
        assertThat(jobs).hasSize(2);
        awaitPictures(8);
        assertThat(page.text("#jobs")).contains("Version " + SHIPPED, "Version " + OTHER);
        assertThat(job(jobs.get(0)).path("seed")).isEqualTo(job(jobs.get(1)).path("seed"));
        for (int index = 0; index < 4; index++) {
            byte[] one = png(jobs.get(0), index);
            byte[] other = png(jobs.get(1), index);
            assertThat(List.of(colours(one), colours(other))).allMatch(colours -> colours > 20);
            assertThat(Provenance.of(one).digest())
                    .isNotEqualTo(Provenance.of(other).digest());
            assertThat(one).isNotEqualTo(other);
        }
        page.picture("studio-two-versions");
        assertFitsADarkPhone("studio-two-versions");
        assertNoComplaint();
    }

    @Test
    void theProductsOfTheStoreThatAreMostLikeAPictureAreOfItsKind() throws Exception {
        await().atMost(PATIENCE)
                .until(() -> running.get("/v1/stores").at("/stores/0/products").intValue() == 2 * PRODUCTS);
        page.open("?model=" + MODEL + "&a.category=Sneaker&count=1&seed=7");
        page.generate();
        awaitPictures(1);
        page.click("#jobs .open");
        browser.await("!document.getElementById('in-store').hidden");
        page.click("#find");
        browser.await("document.querySelectorAll('.product img').length === 12"
                + " && [...document.querySelectorAll('.product img')].every(it => it.naturalWidth > 0)");
        List<String> kinds = new ArrayList<>();
        browser.value("[...document.querySelectorAll('.product strong')].map(it => it.innerText.split(' ')[0])")
                .forEach(kind -> kinds.add(kind.textValue()));
        assertThat(kinds.subList(0, PRODUCTS)).as("of " + kinds).containsOnly("Sneaker");
        page.picture("studio-store");
        assertFitsADarkPhone("studio-store");

        page.click(".product [aria-label^='Make pictures']");
        browser.await("!document.getElementById('picture').open");
        awaitPictures(8);
        assertNoComplaint();
    }

    @Test
    void aCatalogueIsUploadedMadeAndDownloaded() throws Exception {
        Path downloads = Files.createDirectories(folder.resolve("downloads"));
        browser.download(downloads);
        page.visit("/catalogues.html", "document.getElementById('make')?.disabled === false")
                .select("model", WEAR)
                .selectFile("file", "wear.csv", "id,type,colour\na,Topwear,Blue\nb,Shoes,White\nc,Bottomwear,Black\n")
                .write("shardSize", "2")
                .click("#make");
        browser.await("document.getElementById('status').textContent.startsWith('Completed: 3 pictures.')"
                + " && document.querySelector('#batches [aria-current=true] .state').textContent === 'completed'");
        page.picture("catalogue");
        assertFitsADarkPhone("catalogue");

        page.click("#shards a").click("#manifest");
        Path shard = downloads.resolve("shard-00000.tar");
        Path manifest = downloads.resolve("manifest.jsonl");
        await().atMost(PATIENCE).until(() -> Files.exists(shard) && Files.exists(manifest));
        assertThat(Files.readString(shard, StandardCharsets.ISO_8859_1))
                .contains("000000000.png", "000000001.png", "model-digest")
                .doesNotContain("000000002.png");
        assertThat(Files.readAllLines(manifest)).hasSize(3);
        assertNoComplaint();
    }

    @Test
    void aRollbackOnThePageIsWhatTheNextPictureSays() throws Exception {
        running.put(
                "/v1/models/" + MODEL + "/aliases/champion",
                "{\"version\": \"" + OTHER + "\", \"by\": \"Ada\", \"reason\": \"newer\"}");
        page.visit("/training.html", "document.querySelector('[data-rollback=" + MODEL + "]')");
        browser.await("document.getElementById('model-list').innerText.includes('Champion " + OTHER + " since')");
        assertFitsADarkPhone("training");
        page.click("[data-rollback=" + MODEL + "]").write("by", "Ada").write("reason", "dresses without sleeves");
        page.picture("training-rollback").click("#decide");
        browser.await("!document.getElementById('decision').open");
        browser.await("document.getElementById('model-list').innerText.includes('Champion " + SHIPPED + " since')");
        page.picture("training");

        page.open("?model=" + MODEL + "&a.category=Dress&count=1");
        String job = page.generate().get(0);
        awaitPictures(1);
        page.click("#jobs .open");
        browser.await("document.getElementById('provenance').innerText.includes('SHA-256')");
        assertThat(browser.value("[...document.querySelectorAll('#provenance dt')]"
                                + ".find(it => it.textContent === 'model version').nextSibling.textContent")
                        .textValue())
                .isEqualTo(SHIPPED);
        assertThat(Provenance.of(png(job, 0)).digest())
                .isEqualTo(ShippedModel.open(MODEL, SHIPPED).manifest().digest());
        assertNoComplaint();
    }

    @Test
    void theOperationsPageShowsWhoWorks() {
        page.visit("/operations.html", "document.getElementById('standing')?.hidden === false");
        browser.await("/[1-9][0-9]* partitions/.test(document.getElementById('workers').innerText)");
        assertThat(page.text("#missing")).doesNotContain("No worker").doesNotContain("Degraded");
        page.picture("operations");
        assertFitsADarkPhone("operations");
        assertNoComplaint();
    }

    @Test
    void fromThePageToAPictureByKeyboardAlone() {
        page.open("");
        page.tabTo("#model");
        for (int i = 0; i < 10 && !page.value("model").equals(MODEL); i++) {
            browser.press("ArrowDown", 40);
        }
        browser.await("document.querySelectorAll(\"[name='a.category']\").length === 10");
        page.tabTo("[name='a.category']");
        for (int i = 0; i < 10 && !page.focus().equals("a.category=Bag"); i++) {
            browser.press("ArrowRight", 39);
        }
        page.tabTo("#count");
        browser.type("3");
        page.tabTo("#generate");
        browser.press("Enter", 13);
        browser.await("location.search.includes('job=')");
        awaitPictures(3);
        page.tabTo("#jobs .open");
        assertThat(page.focus()).isEqualTo("Bag, picture 1 of 3");
        browser.press("Enter", 13);
        browser.await("document.getElementById('provenance').innerText.includes('SHA-256')");
        page.tabTo("#download");
        page.picture("studio-by-keyboard");
        browser.press("Escape", 27);
        browser.await("!document.getElementById('picture').open");
        assertThat(page.focus()).as("the focus is where it was").isEqualTo("Bag, picture 1 of 3");
        assertNoComplaint();
    }

    /** What the job's status says from now on, also for the moment between two looks. */
    private static void rememberStatus() {
        browser.value(
                "{ window.said = []; new MutationObserver(() =>"
                        + " window.said.push(document.querySelector('#jobs .status')?.textContent ?? ''))"
                        + ".observe(document.getElementById('jobs'), {subtree: true, childList: true, characterData: true}); }");
    }

    @Test
    void aGatewayThatIsKilledAndComesAgainIsNoLossToAnOpenStudio() throws Exception {
        page.open("?model=" + WEAR + "&a.type=Shoes&a.colour=Blue");
        long gateway = running.pid("gateway");
        String job;
        try (Suspended worker = suspendedWorker()) {
            job = page.write("count", "64").generate().get(0);
            rememberStatus();
            ProcessHandle.of(gateway).orElseThrow().destroyForcibly();
            browser.await("window.said.some(it => it.includes('connection is lost'))");
            page.picture("studio-connection-lost");
        }

        awaitPictures(64);
        assertThat(running.pid("gateway")).isNotEqualTo(gateway);
        assertThat(job(job).path("status").textValue()).isEqualTo("completed");
        assertThat(page.text("#jobs .status")).isEqualTo("64 pictures.");
        page.picture("studio-connection-found").write("count", "2").generate();
        awaitPictures(2);
    }
}
