package dev.atelier.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.Browser;
import dev.atelier.gateway.testing.Installation;
import dev.atelier.gateway.testing.StudioPage;
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
    private final StudioPage studio = new StudioPage(browser, api);

    @BeforeAll
    static void start() {
        browser = Chromium.start();
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
        browser.await("!location.search.includes('" + job + "')");
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
        assertThat(studio.text("#picture-title")).isEqualTo("Dress");
        studio.click("#favourite").click("#picture-close");
        assertThat(studio.count("#favourites[hidden]")).isEqualTo(1);
    }
}
