package dev.atelier.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.testing.browser.Browser;
import dev.atelier.contract.testing.browser.StudioPage;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.Installation;
import dev.atelier.gateway.testing.WorkerRole;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Trying out in a real browser: combinations, ways, versions, more like a picture. */
class StudioExperimentsIT {
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

    private static String marks() {
        return browser.value("[...document.querySelectorAll('#attributes .chip')].filter(it => /unseen|impossible/"
                        + ".test(it.className)).map(it => it.className.replace('chip ', '') + ' '"
                        + " + it.querySelector('input').value).join()")
                .asText();
    }

    @Test
    void aCombinationThatTheModelNeverSawIsMarkedWithTheNearestThatItDid() {
        studio.open("?model=products").choose("type", "Shoe");
        assertThat(marks()).isEqualTo("unseen White");
        assertThat(studio.count("#combination[hidden]")).isEqualTo(1);
        studio.choose("colour", "White");
        assertThat(studio.text("#combination-text"))
                .isEqualTo("The training pictures never showed Shoe, White. The nearest: Shirt, White");
        assertThat(marks()).as("the season makes no difference").isEqualTo("unseen Shoe,impossible Bag,unseen White");
        studio.picture("studio-unseen");
        studio.click("#nearest");
        assertThat(studio.count("#combination[hidden]")).isEqualTo(1);
        assertThat(studio.count("[name='a.type'][value=Shirt]:checked")).isEqualTo(1);
    }

    @Test
    void aCombinationThatTheModelCannotMakeIsRefusedAtTheAttributes() {
        studio.open("?model=products").choose("type", "Bag");
        assertThat(marks()).isEqualTo("impossible White");
        studio.choose("colour", "White");
        assertThat(studio.text("#combination-text")).startsWith("The model cannot make Bag, White.");
        studio.click("#generate");
        browser.await("document.querySelector('#attributes > .error').textContent.includes('nearest combination')");
        assertThat(studio.jobs()).isEmpty();
    }

    @Test
    void allCombinationsAreATable() {
        studio.open("?model=products&what=grid&rows=type&columns=colour&a.season=Winter&seed=3");
        assertThat(studio.count("#attributes fieldset:disabled"))
                .as("on the axes")
                .isEqualTo(2);
        assertThat(studio.text("#grid-hint")).startsWith("5 combinations");
        String job = studio.generate().get(0);
        assertThat(api.job(job).get("count").intValue()).isEqualTo(5);
        worker.fulfil(job, 5);
        studio.awaitStatus("completed");
        assertThat(studio.count(".combinations tbody tr")).isEqualTo(3);
        assertThat(studio.count(".combinations img")).isEqualTo(5);
        assertThat(studio.count(".combinations .nothing")).as("white bags").isEqualTo(1);
        assertThat(studio.count(".combinations .unseen img[alt^='Winter'], .combinations .unseen img"))
                .as("white shoes")
                .isEqualTo(1);
        studio.click("#jobs a[href$='sheet.png']").picture("studio-combinations");
        assertThat(api.get("/v1/generations/" + job + "/sheet.png").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aWayLeadsToOtherAttributesAndAnotherLatent() {
        studio.open("?model=fashion").choose("category", "Dress").click("[name=what][value=way]");
        assertThat(studio.count("[name='to.category'][value=Dress]:checked"))
                .as("a way begins as one to the same")
                .isEqualTo(1);
        studio.click("[name='to.category'][value=Coat]").write("to-seed", "9:2").write("seed", "7");
        String job = studio.write("count", "4").generate().get(0);
        JsonNode told = api.job(job);
        assertThat(told.at("/interpolate/to/attributes/category").textValue()).isEqualTo("Coat");
        assertThat(told.at("/interpolate/to/latent/seed").intValue()).isEqualTo(9);
        assertThat(told.at("/interpolate/to/latent/index").intValue()).isEqualTo(2);
        assertThat(told.get("seed").intValue()).isEqualTo(7);
        worker.fulfil(job, 4);
        studio.awaitStatus("completed");
        assertThat(studio.text("#jobs h2")).isEqualTo("Dress → Coat");
        assertThat(browser.value("[...document.querySelectorAll('#jobs .caption')].map(it => it.textContent).join()")
                        .asText())
                .isEqualTo("start,33 %,67 %,end");

        studio.open("?job=" + job).awaitStatus("completed");
        assertThat(studio.value("to-seed")).as("recalled from the job alone").isEqualTo("9:2");
        assertThat(studio.count("[name='to.category'][value=Coat]:checked")).isEqualTo(1);
    }

    @Test
    void twoVersionsAreComparedByTheSameSeed() {
        studio.open("?model=fashion&a.category=Coat").click("[name=what][value=compare]");
        List<String> jobs = studio.write("count", "2").generate();
        assertThat(jobs).hasSize(2);
        jobs.forEach(job -> worker.fulfil(job, 2));
        studio.awaitStatus("completed");
        assertThat(api.job(jobs.get(0)).get("seed"))
                .isEqualTo(api.job(jobs.get(1)).get("seed"));
        assertThat(studio.text("#jobs article:first-child h2")).isEqualTo("Version 1");
        assertThat(studio.text("#jobs article:last-child h2")).isEqualTo("Version 2");
        assertThat(studio.count("#jobs img")).isEqualTo(4);
        studio.picture("studio-compare");
    }

    @Test
    void morePicturesLikeOneKeepItsLatent() {
        studio.open("?model=fashion&a.category=Trouser&seed=21&count=3");
        String job = studio.generate().get(0);
        worker.fulfil(job, 3);
        studio.awaitStatus("completed").click("#jobs li:nth-child(3) .open");
        browser.await("document.getElementById('picture').open");
        studio.click("#more-actions button");
        awaitAnother(job);
        String more = studio.jobs().get(0);
        JsonNode told = api.job(more);
        assertThat(told.at("/grid/rows").textValue()).isEqualTo("category");
        assertThat(told.at("/latent/seed").intValue()).isEqualTo(21);
        assertThat(told.at("/latent/index").intValue()).isEqualTo(2);
        worker.fulfil(more, 4);
        studio.awaitStatus("completed");
        assertThat(browser.value("[...document.querySelectorAll('#jobs .caption')].map(it => it.textContent).join()")
                        .asText())
                .isEqualTo("T-shirt,Trouser,Dress,Coat");
    }

    private JsonNode madeFrom(String query, int count) {
        studio.open(query);
        String job = studio.generate().get(0);
        worker.fulfil(job, count);
        studio.awaitStatus("completed");
        return api.job(job);
    }

    private void awaitAnother(String job) {
        browser.await("location.search.includes('job=') && !location.search.includes('" + job + "')");
    }

    private JsonNode moreLikeIt(String before) {
        awaitAnother(before);
        return api.job(studio.jobs().get(0));
    }

    @Test
    void variationsOfAPictureAreNearItsLatent() {
        String first = madeFrom("?model=fashion&a.category=Dress&seed=21&count=3&truncation=0.8", 3)
                .get("id")
                .textValue();
        studio.click("#jobs li:nth-child(3) .open");
        browser.await("document.getElementById('nearby-hint').textContent !== ''");
        studio.tabTo("#nearby-strength");
        browser.press("ArrowRight", 39);
        assertThat(studio.text("#nearby-value")).isEqualTo("0.35");
        assertThat(studio.text("#picture-place"))
                .as("the arrow is the slider's")
                .isEqualTo("3 of 3");
        studio.picture("studio-nearby").tabTo("#nearby");
        browser.press("Enter", 13);
        JsonNode near = moreLikeIt(first);
        assertThat(near.get("variation").toString()).isEqualTo("{\"of\":{\"seed\":21,\"index\":2},\"strength\":0.35}");
        assertThat(near.get("truncation").doubleValue()).isEqualTo(0.8);
        assertThat(near.get("count").intValue()).isEqualTo(8);
        assertThat(near.get("seed").longValue()).as("a new one").isNotEqualTo(21);
        worker.fulfil(near.get("id").textValue(), 8);
        studio.awaitStatus("completed");
        assertThat(studio.text("#jobs .facts-line")).contains("21:2 varied by 0.35 · truncation 0.8");
        String link = studio.address().getRawQuery();
        for (String query : List.of(link, "job=" + near.get("id").textValue())) {
            studio.open("?" + query).awaitStatus("completed");
            assertThat(studio.value("vary")).isEqualTo("21:2");
            assertThat(studio.value("strength")).isEqualTo("0.35");
            assertThat(studio.value("truncation")).isEqualTo("0.8");
        }
    }

    @Test
    void aVariationIsKeptInEveryValueAndVariedFromTheSameLatentAgain() {
        JsonNode near = madeFrom("?model=fashion&a.category=Dress&seed=5&count=2&vary=21:2&strength=0.4", 2);
        assertThat(near.get("variation").toString()).isEqualTo("{\"of\":{\"seed\":21,\"index\":2},\"strength\":0.4}");
        studio.click("#jobs li:nth-child(2) .open");
        browser.await("document.getElementById('nearby-hint').textContent.includes('21:2')");
        studio.click("#more-actions button");
        JsonNode grid = moreLikeIt(near.get("id").textValue());
        assertThat(grid.at("/grid/rows").textValue()).isEqualTo("category");
        assertThat(grid.get("variation")).isEqualTo(near.get("variation"));
        assertThat(grid.get("latent").toString()).isEqualTo("{\"seed\":5,\"index\":1}");
        worker.fulfil(grid.get("id").textValue(), 4);
        studio.awaitStatus("completed").click("#jobs .open").click("#nearby");
        JsonNode again = moreLikeIt(grid.get("id").textValue());
        assertThat(again.at("/variation/of")).isEqualTo(near.at("/variation/of"));
        assertThat(again.get("seed")).isNotEqualTo(near.get("seed"));
    }

    @Test
    void truncationAndVariationAreFieldsOfTheForm() {
        studio.open("?model=fashion&a.category=Dress");
        assertThat(browser.value("document.getElementById('strength').getClientRects().length")
                        .intValue())
                .as("only where something is varied")
                .isZero();
        studio.write("truncation", "1.5")
                .write("vary", "7")
                .write("strength", "2")
                .click("#generate");
        browser.await("document.activeElement.id === 'strength' && document.activeElement.ariaInvalid === 'true'");
        assertThat(studio.text("[data-pointer='/truncation'] .error")).contains("above 0, at most 1");
        assertThat(studio.text("[data-pointer='/variation/strength'] .error")).contains("above 0, at most 1");
        studio.picture("studio-latents-mistake");
        studio.write("truncation", "0.7").write("strength", "0.2");
        JsonNode job = api.job(studio.generate().get(0));
        assertThat(job.get("truncation").doubleValue()).isEqualTo(0.7);
        assertThat(job.at("/variation/strength").doubleValue()).isEqualTo(0.2);
        assertThat(browser.value("document.getElementById('truncation').getAttribute('aria-describedby')")
                        .asText())
                .as("its hint, and no longer its mistake")
                .isEqualTo("truncation-hint");
    }

    @Test
    void aFavouriteIsKeptWithWhereItCameFrom() {
        studio.open("?model=fashion&a.category=Dress&count=1");
        String job = studio.generate().get(0);
        worker.fulfil(job, 1);
        studio.awaitStatus("completed").click("#jobs .open").click("#favourite");
        browser.await("document.getElementById('provenance').innerText.includes('SHA-256')");
        assertThat(browser.value("document.getElementById('download').download").asText())
                .matches("fashion-dress-\\d+-0\\.png");
        studio.click("#picture-close").again("");
        studio.click("#favourites-list .open");
        browser.await("document.getElementById('picture').open");
        browser.await("document.getElementById('picture-title').textContent === 'Dress'");
        studio.click("#favourite").click("#picture-close");
        assertThat(studio.count("#favourites[hidden]")).isEqualTo(1);
    }
}
