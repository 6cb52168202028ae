package dev.atelier.contract.testing.browser;

import dev.atelier.contract.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A page of the gateway in a browser, as somebody uses it. Its pictures lie in target/screenshots. */
public final class StudioPage {
    /** What reaches over the window's right edge, but for what lies in a part that scrolls by itself. */
    private static final String TOO_WIDE = "[...document.querySelectorAll('body *')].filter(it => it.offsetParent"
            + " && it.getBoundingClientRect().right > innerWidth + 1 && !it.closest('.scrolls, #film, #runs small, .hidden'))"
            + ".map(it => it.tagName + '#' + it.id + '.' + it.className).join(' ')"
            + " + (document.documentElement.scrollWidth > innerWidth ? ' the page itself' : '')";

    private final Browser browser;
    private final URI root;

    /** @param root of the gateway */
    public StudioPage(Browser browser, URI root) {
        this.browser = browser;
        this.root = root;
    }

    /** Opens the studio with nothing remembered, and waits until it can be used. */
    public StudioPage open(String query) {
        browser.leave();
        browser.forget(root);
        return again(query);
    }

    /** Opens it as one who was there before. */
    public StudioPage again(String query) {
        return visit("/" + query, "document.getElementById('generate')?.disabled === false");
    }

    /**
     * Opens any page, as another document also where the address is the present one.
     *
     * @param ready what is true once the page can be used
     */
    public StudioPage visit(String path, String ready) {
        browser.leave();
        browser.open(root.resolve(path));
        browser.await(ready);
        return this;
    }

    /** Clicks once it can be clicked: a button that is out of use for a moment would swallow it. */
    public StudioPage click(String selector) {
        browser.await("document.querySelector(" + quoted(selector) + ")?.matches(':not(:disabled)')");
        browser.value("document.querySelector(" + quoted(selector) + ").click()");
        return this;
    }

    /** Writes into a field as a person does. */
    public StudioPage write(String id, String text) {
        browser.value("{ const field = document.getElementById('" + id + "'); field.focus(); field.select(); }");
        browser.type(text);
        return this;
    }

    /** Takes an entry of a list. */
    public StudioPage select(String id, String value) {
        browser.value("{ const list = document.getElementById('" + id + "'); list.value = " + quoted(value)
                + "; for (const name of ['input', 'change']) list.dispatchEvent(new Event(name, {bubbles: true})); }");
        return this;
    }

    /** Takes a file, of which the field learns name and content alone. */
    public StudioPage selectFile(String id, String name, String text) {
        browser.value("{ const files = new DataTransfer(); files.items.add(new File([" + quoted(text) + "], "
                + quoted(name) + ")); document.getElementById('" + id + "').files = files.files; }");
        return this;
    }

    public StudioPage choose(String attribute, String value) {
        return click("[name=" + quoted("a." + attribute) + "][value=" + quoted(value) + "]");
    }

    /** Presses the button and returns the ids of the jobs that came of it. */
    public List<String> generate() {
        String before = browser.value("location.search").asText();
        click("#generate");
        browser.await("location.search !== " + quoted(before) + " && location.search.includes('job=')");
        return jobs();
    }

    /** The ids of the jobs that the address names, once the page shows them: for a moment it still shows those before. */
    public List<String> jobs() {
        browser.await("new URLSearchParams(location.search).getAll('job')"
                + ".every(id => document.querySelector('#jobs a[href=\"/v1/generations/' + id + '\"]'))");
        var ids = new ArrayList<String>();
        browser.value("new URLSearchParams(location.search).getAll('job')").forEach(id -> ids.add(id.textValue()));
        return ids;
    }

    public StudioPage awaitStatus(String status) {
        browser.await("document.querySelectorAll('#jobs article').length > 0"
                + " && [...document.querySelectorAll('#jobs article')].every(it => it.dataset.status === '" + status
                + "')");
        return this;
    }

    public String text(String selector) {
        return browser.value("document.querySelector(" + quoted(selector) + ")?.innerText")
                .asText();
    }

    public String value(String id) {
        return browser.value("document.getElementById('" + id + "').value").asText();
    }

    public int count(String selector) {
        return browser.value("document.querySelectorAll(" + quoted(selector) + ").length")
                .intValue();
    }

    /** What has the focus, in words: its name for who cannot see, or its text. */
    public String focus() {
        return browser.value("(it => it.getAttribute('aria-label') ?? (it.value ? it.name + '=' + it.value : null)"
                        + " ?? it.querySelector('img')?.alt ?? it.innerText)(document.activeElement)")
                .asText();
    }

    /** Presses Tab until something has the focus. */
    public void tabTo(String selector) {
        for (int i = 0; i < 60; i++) {
            browser.press("Tab", 9);
            if (browser.value("document.activeElement.matches(" + quoted(selector) + ")")
                    .booleanValue()) {
                return;
            }
        }
        throw new AssertionError(selector + " cannot be reached by Tab; the focus is at " + focus());
    }

    /** Elements that reach over the window's right edge; empty where there are none. */
    public String tooWide() {
        return browser.value(TOO_WIDE).asText();
    }

    /** Begins to add up how far things move that nobody has moved. */
    public void watchLayout() {
        browser.value("new PerformanceObserver(list => list.getEntries().forEach(entry => {"
                + " if (!entry.hadRecentInput) { window.shifted = (window.shifted ?? 0) + entry.value; } }))"
                + ".observe({type: 'layout-shift', buffered: true})");
    }

    public double shifted() {
        return browser.value("window.shifted ?? 0").doubleValue();
    }

    /** See {@link Audit}. */
    public List<String> findings() {
        return Audit.findings(browser);
    }

    /** Keeps what is shown now; Maven says in which module. */
    public StudioPage picture(String name) {
        Path folder = Path.of(System.getProperty("basedir", ""), "target/screenshots");
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name + ".png"), browser.screenshot());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public URI address() {
        return URI.create(browser.value("location.href").asText());
    }

    /** A text as an expression of JavaScript. */
    public static String quoted(String text) {
        return Json.mapper().valueToTree(text).toString();
    }
}
