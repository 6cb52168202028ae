package dev.atelier.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.products.FeatureVector;
import dev.atelier.contract.testing.browser.Browser;
import dev.atelier.contract.testing.browser.StudioPage;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.EmbedderRole;
import dev.atelier.gateway.testing.GatewayProcess;
import dev.atelier.gateway.testing.Installation;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From a picture to the products of a store, and from a product on, in a real browser. */
class StudioStoreIT {
    private static Browser browser;
    private static Installation installation;
    private static GatewayProcess gateway;

    @BeforeAll
    static void start() {
        browser = Browser.start();
        browser.size(1280, 1200);
        installation = Installation.ofItsOwn();
        gateway = installation.gateway(Map.of("ATELIER_SEARCH_PATIENCE", "150s"));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            gateway.close();
            installation.close();
        }
    }

    private static String products() {
        return browser.value("[...document.querySelectorAll('.product strong')].map(it => it.innerText).join()")
                .asText();
    }

    /** Answers the newest question about a picture, which may be still the one before. */
    private static void answerUntil(String found, byte[] png) {
        EmbedderRole embedder = installation.embedder();
        await().untilAsserted(() -> {
            embedder.answer(embedder.awaitQuestion(Sha256.of(png)), FeatureVector.towards(1, 1e-3f));
            assertThat(products())
                    .as(browser.value("document.getElementById('in-store').innerText")
                            .asText())
                    .isEqualTo(found);
        });
    }

    @Test
    void theProductsMostLikeAPictureAreFoundOnceAStoreHasSome() {
        Api api = gateway.api();
        EmbedderRole embedder = installation.embedder();
        var studio = new StudioPage(browser, api.root()).open("?model=products&a.type=Shirt&a.colour=Black&count=1");
        String job = studio.generate().get(0);
        installation.worker().start(job);
        byte[] png = installation.worker().store(job, 0);
        installation.worker().complete(job, 1);
        studio.awaitStatus("completed").click("#jobs .open");
        browser.await("document.getElementById('provenance').innerText.includes('SHA-256')");
        assertThat(studio.count("#in-store[hidden]"))
                .as("no store has a product")
                .isEqualTo(1);
        studio.click("#picture-close");

        embedder.embed("shop", "white", "White", FeatureVector.towards(1, 0));
        embedder.embed("shop", "black", "Black", FeatureVector.towards(0, 1));
        embedder.embed("yard", "blue", "Blue", FeatureVector.towards(1, 1));
        await().until(() -> {
            JsonNode stores = Api.json(api.get("/v1/stores"));
            return stores.at("/stores/0/products").intValue() == 2
                    && stores.at("/stores/1/products").intValue() == 1;
        });
        studio.click("#jobs .open");
        browser.await("!document.getElementById('in-store').hidden");
        studio.click("#find");
        embedder.answer(embedder.awaitQuestion(Sha256.of(png)), FeatureVector.towards(1, 1e-3f));
        browser.await("document.querySelectorAll('.product').length === 2");
        assertThat(products()).isEqualTo("Product white,Product black");
        assertThat(studio.text("#found")).isEqualTo("The 2 products most like this picture.");
        assertThat(studio.findings()).isEmpty();
        studio.picture("studio-store");

        studio.click("[aria-label='Like this: Product black']");
        browser.await("document.querySelectorAll('.product').length === 1");
        assertThat(products()).isEqualTo("Product white");

        studio.select("store", "yard");
        answerUntil("Product blue", png);
        assertThat(studio.text("#found"))
                .as("the product that others were like lies in the other store")
                .isEqualTo("The product most like this picture.");
        assertThat(studio.text("#store-error")).isEmpty();
        studio.select("store", "shop");
        answerUntil("Product white,Product black", png);

        studio.click("[aria-label='Make pictures: Product white']");
        browser.await("location.search.includes('job=') && !location.search.includes('" + job + "')");
        JsonNode made = api.job(studio.jobs().get(0));
        assertThat(made.at("/attributes/colour").textValue()).isEqualTo("White");
        assertThat(made.at("/attributes/type").textValue())
                .as("what the product does not name")
                .isEqualTo("Shirt");
    }
}
