package dev.atelier.contract.testing.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * A Chromium without a window, driven by the DevTools protocol: a library for that would bring a browser or a driver of
 * 200 MB.
 */
public final class Browser implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 180;
    /** What a key types. */
    private static final Map<String, String> TYPED = Map.of("Enter", "\r", " ", " ");

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Browser(Process process, Path profile, URI page) {
        this.process = process;
        this.profile = profile;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Answers())
                .join();
        for (String domain : List.of("Page", "Runtime", "Log")) {
            call(domain + ".enable", JsonNodeFactory.instance.objectNode());
        }
        // The picture of a page that scrolls would else be cut by the bar's width, which a phone has not.
        call(
                "Emulation.setScrollbarsHidden",
                JsonNodeFactory.instance.objectNode().put("hidden", true));
    }

    /** Starts one; where none is installed the tests that ask for it are left out. */
    public static Browser start() {
        Optional<Path> program = installed();
        Assumptions.assumeTrue(program.isPresent(), "no Chromium is installed");
        return start(program.get());
    }

    private static Optional<Path> installed() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Browser start(Path program) {
        try {
            Path profile = Files.createTempDirectory("atelier-browser-");
            Process process = new ProcessBuilder(
                            program.toString(),
                            "--headless=new",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + profile,
                            "about:blank")
                    .redirectErrorStream(true)
                    .redirectOutput(profile.resolve("output.log").toFile())
                    .start();
            return new Browser(process, profile, page(profile));
        } catch (IOException e) {
            throw new UncheckedIOException("The browser can't be started", e);
        }
    }

    private static URI page(Path profile) {
        Path file = profile.resolve("DevToolsActivePort");
        HttpClient http = HttpClient.newHttpClient();
        return Awaitility.await()
                .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(
                        () -> {
                            String port = Files.readAllLines(file).get(0);
                            HttpRequest list = HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + port + "/json/list"))
                                    .build();
                            for (JsonNode target : Json.mapper()
                                    .readTree(http.send(list, BodyHandlers.ofString())
                                            .body())) {
                                if (target.path("type").asText().equals("page")) {
                                    return URI.create(
                                            target.get("webSocketDebuggerUrl").textValue());
                                }
                            }
                            throw new IllegalStateException("no page yet");
                        },
                        page -> true);
    }

    /** Waits for answers; what the page complains of is kept. */
    private final class Answers implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                accept(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void accept(String json) {
            try {
                JsonNode message = Json.mapper().readTree(json);
                String method = message.path("method").asText();
                if (message.has("id")) {
                    answers.remove(message.get("id").intValue()).complete(message);
                } else if (method.equals("Runtime.exceptionThrown")) {
                    complaints.add(message.at("/params/exceptionDetails").toString());
                } else if (method.equals("Log.entryAdded")
                        && message.at("/params/entry/level").asText().equals("error")) {
                    complaints.add(message.at("/params/entry/text").asText() + " "
                            + message.at("/params/entry/url").asText());
                }
            } catch (JsonProcessingException e) {
                complaints.add(e.getMessage());
            }
        }
    }

    private JsonNode call(String method, ObjectNode parameters) {
        JsonNode answer = answer(method, parameters);
        if (answer.has("error")) {
            throw new IllegalStateException(method + ": " + answer.get("error"));
        }
        return answer.get("result");
    }

    private JsonNode answer(String method, ObjectNode parameters) {
        int id = ids.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        answers.put(id, answer);
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("id", id).put("method", method);
        message.set("params", parameters);
        socket.sendText(message.toString(), true).join();
        return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private static ObjectNode with(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }

    public void open(URI address) {
        call("Page.navigate", with("url", address.toString()));
    }

    /** Leaves the page for an empty one, so that what is opened next is another document, also at the same address. */
    public void leave() {
        open(URI.create("about:blank"));
        await("location.href === 'about:blank'");
    }

    /** Forgets what pages of this origin have kept. */
    public void forget(URI origin) {
        call(
                "Storage.clearDataForOrigin",
                with("origin", origin.getScheme() + "://" + origin.getAuthority())
                        .put("storageTypes", "local_storage"));
    }

    /** The value of a JavaScript expression; null where its evaluation failed, as while a page is loading. */
    public JsonNode value(String expression) {
        JsonNode answer = answer(
                "Runtime.evaluate",
                with("expression", expression).put("returnByValue", true).put("awaitPromise", true));
        // Where another page took the place of the one that was asked, the answer is an error.
        return answer.has("error") || answer.get("result").has("exceptionDetails")
                ? JsonNodeFactory.instance.nullNode()
                : answer.at("/result/result/value");
    }

    /** Waits until an expression is true. */
    public void await(String expression) {
        Awaitility.await(expression)
                .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .until(() -> value("!!(" + expression + ")").booleanValue());
    }

    /** Types into what has the focus. */
    public void type(String text) {
        call("Input.insertText", with("text", text));
    }

    /** Presses and releases a key, such as Enter (13), Escape (27), Tab (9), ArrowRight (39) or a space (32). */
    public void press(String key, int code) {
        for (String type : List.of("keyDown", "keyUp")) {
            ObjectNode event =
                    with("type", type).put("key", key).put("code", key).put("windowsVirtualKeyCode", code);
            String text = TYPED.get(key);
            if (text != null && type.equals("keyDown")) {
                event.put("text", text);
            }
            call("Input.dispatchKeyEvent", event);
        }
    }

    public void size(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
    }

    /** @param scheme dark or light */
    public void prefer(String scheme) {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        parameters
                .putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", scheme);
        call("Emulation.setEmulatedMedia", parameters);
    }

    /** Lets files be downloaded, into a folder and without a question. */
    public void download(Path folder) {
        call("Browser.setDownloadBehavior", with("behavior", "allow").put("downloadPath", folder.toString()));
    }

    /** The whole page as a PNG file. */
    public byte[] screenshot() {
        ObjectNode parameters = with("format", "png").put("captureBeyondViewport", true);
        return Base64.getDecoder()
                .decode(call("Page.captureScreenshot", parameters).get("data").textValue());
    }

    /** Exceptions and refused requests so far. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        socket.abort();
        // They write to the profile as well.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor();
            try (Stream<Path> files = Files.walk(profile)) {
                files.sorted((a, b) -> b.compareTo(a))
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
