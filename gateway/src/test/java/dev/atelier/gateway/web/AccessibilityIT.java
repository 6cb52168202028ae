package dev.atelier.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.testing.browser.Browser;
import dev.atelier.contract.testing.browser.StudioPage;
import dev.atelier.gateway.testing.GatewayProcess;
import dev.atelier.gateway.testing.Installation;
import dev.atelier.gateway.testing.WorkerRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages for who has no mouse, does not see, has a small screen, or likes it dark. */
class AccessibilityIT {
    private static final int PHONE = 390;

    private static Browser browser;

    private final GatewayProcess gateway = Installation.sharedGateway();
    private final WorkerRole worker = Installation.shared().worker();
    private final StudioPage studio = new StudioPage(browser, gateway.api().root());

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

    /** A page with all that it can show: pictures, a mark, what is recent. */
    private void openWithPictures() {
        studio.open("?model=products&a.type=Shoe&a.colour=White&count=3");
        worker.fulfil(studio.generate().get(0), 3);
        studio.awaitStatus("completed");
    }

    @Test
    void picturesAreMadeAndLookedAtByKeyboardAlone() {
        studio.open("?model=fashion");
        studio.tabTo("[name='a.category']");
        assertThat(studio.focus()).isEqualTo("a.category=T-shirt");
        browser.press("ArrowRight", 39);
        browser.press("ArrowRight", 39);
        assertThat(studio.focus()).isEqualTo("a.category=Dress");
        studio.tabTo("[name=what]");
        assertThat(studio.focus()).isEqualTo("what=pictures");
        studio.tabTo("#generate");
        browser.press("Enter", 13);
        browser.await("location.search.includes('job=')");
        worker.fulfil(studio.jobs().get(0), 8);
        studio.awaitStatus("completed");
        assertThat(studio.text("#jobs h2")).isEqualTo("Dress");

        studio.tabTo("#jobs .open");
        assertThat(studio.focus()).isEqualTo("Dress, picture 1 of 8");
        browser.press("Enter", 13);
        browser.await("document.getElementById('picture').open");
        browser.await("document.getElementById('picture-place').textContent === '1 of 8'");
        browser.press("ArrowRight", 39);
        browser.await("document.getElementById('picture-place').textContent === '2 of 8'");
        studio.tabTo("#favourite");
        browser.press(" ", 32);
        browser.await("document.getElementById('favourite').getAttribute('aria-pressed') === 'true'");
        browser.press("Escape", 27);
        browser.await("!document.getElementById('picture').open");
        assertThat(studio.focus()).as("the focus is where it was").isEqualTo("Dress, picture 1 of 8");
    }

    @Test
    void aLongListIsSearchedByKeyboard() {
        studio.open("?model=outfits&a.fabric=silk");
        studio.tabTo(".filter");
        browser.type("vel");
        browser.await("[...document.querySelectorAll('#attributes .chips.long .chip')].filter(it => !it.hidden)"
                + ".map(it => it.querySelector('input').value).join() === 'silk,velvet'");
        browser.press("Enter", 13);
        assertThat(studio.focus()).isEqualTo("a.fabric=velvet");
        assertThat(studio.address().getRawQuery()).contains("a.fabric=silk&a.fabric=velvet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void theStudioHasNoSeriousFinding(String scheme) {
        browser.prefer(scheme);
        openWithPictures();
        assertThat(studio.findings()).as("pictures").isEmpty();
        studio.picture("studio-" + scheme).click("#jobs .open");
        browser.await("document.getElementById('provenance').innerText.includes('SHA-256')");
        assertThat(studio.findings()).as("one picture").isEmpty();
        studio.picture("studio-picture-" + scheme).click("#picture-close").click("[name=what][value=way]");
        assertThat(studio.findings()).as("a way").isEmpty();
        studio.click("[name=what][value=grid]").write("seed", "none").click("#generate");
        browser.await("document.getElementById('seed').ariaInvalid === 'true'");
        assertThat(studio.findings()).as("a mistake").isEmpty();
        studio.write("seed", "8");
        worker.fulfil(studio.generate().get(0), 5);
        studio.awaitStatus("completed");
        assertThat(studio.findings()).as("combinations").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void theTrainingPageHasNoSeriousFinding(String scheme) {
        browser.prefer(scheme);
        var trainer = Installation.shared().trainer();
        String run = trainer.request("fashion", "shop", "2026-11");
        trainer.start(run, 1);
        trainer.epoch(run, 1, 1, 0.6);
        studio.visit("/training.html?run=" + run, "document.querySelectorAll('#film label').length === 1");
        assertThat(studio.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void nothingIsWiderThanAPhone(String scheme) {
        browser.size(PHONE, 1800);
        browser.prefer(scheme);
        openWithPictures();
        assertThat(studio.tooWide()).isEmpty();
        studio.picture("studio-phone-" + scheme).click("#jobs .open");
        browser.await("document.getElementById('provenance').innerText.includes('SHA-256')");
        assertThat(studio.tooWide()).isEmpty();
        studio.picture("studio-phone-picture-" + scheme).click("#picture-close").click("[name=what][value=grid]");
        worker.fulfil(studio.generate().get(0), 5);
        studio.awaitStatus("completed");
        assertThat(studio.tooWide()).isEmpty();
        studio.click("[name=what][value=way]");
        assertThat(studio.tooWide()).isEmpty();
    }
}
