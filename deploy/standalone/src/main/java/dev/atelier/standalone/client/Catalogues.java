package dev.atelier.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The batches of a gateway as a client sees them, as JSON; {@link CatalogueView#of} reads one. */
public final class Catalogues {
    private static final String ROOT = "/v1/catalogues";
    private static final String PATH = ROOT + "/";
    private static final int MOST_BREAKS = 20;
    private static final long PAUSE_AFTER_BREAK_MS = 500;

    private final GatewayHttp http;

    Catalogues(GatewayHttp http) {
        this.http = http;
    }

    /**
     * Sends a file of wanted items.
     *
     * @param type of its content, text/csv or application/x-ndjson
     * @param parameters of the request, such as model
     */
    public JsonNode send(Path file, String type, Map<String, String> parameters, Optional<String> key)
            throws InterruptedException {
        var query = new ArrayList<String>();
        parameters.forEach((name, value) -> query.add(name + "=" + GatewayHttp.encoded(value)));
        URI location = URI.create(ROOT + "?" + String.join("&", query));
        return http.upload(location, type, file, headers(key), JsonNode.class);
    }

    /** Asks by a body, such as axes. */
    public JsonNode ask(JsonNode body, Optional<String> key) throws InterruptedException {
        return http.post(URI.create(ROOT), body, headers(key), JsonNode.class);
    }

    private static Map<String, String> headers(Optional<String> key) {
        return key.map(value -> Map.of("Idempotency-Key", value)).orElse(Map.of());
    }

    /** Newest first. */
    public List<JsonNode> list(int limit) throws InterruptedException {
        var batches = new ArrayList<JsonNode>();
        http.get(URI.create(ROOT + "?limit=" + limit), JsonNode.class)
                .path("catalogues")
                .forEach(batches::add);
        return batches;
    }

    public JsonNode look(String id) throws InterruptedException {
        return http.get(GatewayHttp.path(PATH, id, ""), JsonNode.class);
    }

    /** @param order pause, resume, cancel or retry */
    public JsonNode order(String id, String order, String by) throws InterruptedException {
        URI location = GatewayHttp.path(PATH, id, "/" + order + "?by=" + GatewayHttp.encoded(by));
        return http.post(location, Map.of(), Map.of(), JsonNode.class);
    }

    /** The manifest of a completed batch, as it comes; the caller closes it. */
    public InputStream manifest(String id) throws InterruptedException {
        return http.stream(GatewayHttp.path(PATH, id, "/manifest"));
    }

    /** A shard's tar file, as it comes; the caller closes it. */
    public InputStream shard(String id, int shard) throws InterruptedException {
        return http.stream(GatewayHttp.path(PATH, id, "/shards/" + shard + ".tar"));
    }

    /**
     * Follows a batch until nothing more happens by itself, over breaks of the connection.
     *
     * @param changes told of every state that came
     */
    public JsonNode follow(String id, Consumer<CatalogueView> changes) throws InterruptedException {
        for (int breaks = 0; breaks < MOST_BREAKS; breaks++) {
            if (streamToRest(id, changes)) {
                return look(id);
            }
            Thread.sleep(PAUSE_AFTER_BREAK_MS);
        }
        throw new CommandFailure("the connection to the gateway broke " + MOST_BREAKS + " times while batch " + id
                + " was followed; it may still go on");
    }

    private boolean streamToRest(String id, Consumer<CatalogueView> changes) throws InterruptedException {
        try (EventStream events = new EventStream(http.stream(GatewayHttp.path(PATH, id, "/events")))) {
            for (Optional<String> data = events.next(); data.isPresent(); data = events.next()) {
                CatalogueView batch =
                        GatewayHttp.read(data.get().getBytes(StandardCharsets.UTF_8), CatalogueView.class);
                changes.accept(batch);
                if (batch.isAtRest()) {
                    return true;
                }
            }
            return false;
        } catch (IOException broken) {
            // Followed again by the caller, who counts these.
            return false;
        }
    }
}
