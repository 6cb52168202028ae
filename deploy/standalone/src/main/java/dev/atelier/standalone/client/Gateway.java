package dev.atelier.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.json.Json;
import dev.atelier.standalone.client.JobView.ImageView;
import dev.atelier.standalone.client.ModelView.AliasView;
import dev.atelier.standalone.client.ModelView.ModelsView;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A gateway as seen by a client. Thread-safe. Every call fails with a {@link
 * dev.atelier.standalone.terminal.CommandFailure} that carries the gateway's words.
 */
public final class Gateway {
    private static final String GENERATIONS = "/v1/generations";
    private static final String MODELS = "/v1/models/";
    private static final String TRAININGS = "/v1/trainings/";
    private static final int MOST_BREAKS = 20;
    private static final long PAUSE_AFTER_BREAK_MS = 500;

    private final GatewayHttp http;

    public Gateway(URI address) {
        this.http = new GatewayHttp(address);
    }

    /** The products of a store. */
    public Products products(String store) {
        return new Products(http, store);
    }

    public Catalogues catalogues() {
        return new Catalogues(http);
    }

    /** Those that can be asked for pictures. */
    public List<ModelView> models() throws InterruptedException {
        return http.get(URI.create("/v1/models"), ModelsView.class).models();
    }

    /** Also what finds similar products. */
    public List<ModelView> allModels() throws InterruptedException {
        return http.get(URI.create("/v1/models?embedders=true"), ModelsView.class)
                .models();
    }

    /** What can be asked of a model's champion, and what its training pictures showed. */
    public ModelSchema modelSchema(String model) throws InterruptedException {
        return http.get(GatewayHttp.path("/v1/models/", model, "/schema"), ModelSchema.class);
    }

    /** Asks for pictures; returns the accepted job. */
    public JobView ask(Order order) throws InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("model", order.model());
        body.set("attributes", order.attributes().toJson());
        order.grid()
                .ifPresentOrElse(
                        axes -> body.set("grid", Json.mapper().valueToTree(axes)),
                        () -> body.put("count", order.count()));
        order.seed().ifPresent(seed -> body.put("seed", seed));
        body.setAll(Json.mapper().<ObjectNode>valueToTree(order.experiment()));
        return http.post(URI.create(GENERATIONS), body, Map.of(), JobView.class);
    }

    public JobView job(String id) throws InterruptedException {
        return http.get(GatewayHttp.path(GENERATIONS + "/", id, ""), JobView.class);
    }

    /**
     * Follows a job to its end, over breaks of the connection.
     *
     * @param changes told of every change, some perhaps twice
     * @return the job at its end
     */
    public JobView follow(String id, Consumer<JobChange> changes) throws InterruptedException {
        for (int breaks = 0; breaks < MOST_BREAKS; breaks++) {
            if (streamToEnd(id, changes)) {
                return job(id);
            }
            Thread.sleep(PAUSE_AFTER_BREAK_MS);
        }
        throw new CommandFailure("the connection to the gateway broke " + MOST_BREAKS + " times while job " + id
                + " was followed; it may still go on");
    }

    /** Whether the stream led to the job's end. */
    private boolean streamToEnd(String id, Consumer<JobChange> changes) throws InterruptedException {
        try (EventStream events = new EventStream(http.stream(GatewayHttp.path(GENERATIONS + "/", id, "/events")))) {
            for (Optional<String> data = events.next(); data.isPresent(); data = events.next()) {
                JobChange change = GatewayHttp.read(data.get().getBytes(StandardCharsets.UTF_8), JobChange.class);
                changes.accept(change);
                if (JobView.isOver(change.status())) {
                    return true;
                }
            }
            return false;
        } catch (IOException broken) {
            // Followed again by the caller, who counts these.
            return false;
        }
    }

    /** Makes a version the champion; returns once the move is known to count. */
    public AliasView promote(String model, String version, String by, String reason) throws InterruptedException {
        ObjectNode body = decision(by, reason).put("version", version);
        return http.put(GatewayHttp.path(MODELS, model, "/aliases/champion"), body, AliasView.class);
    }

    /** Makes the previous champion the champion again; returns once the move is known to count. */
    public AliasView rollBack(String model, String by, String reason) throws InterruptedException {
        return http.post(GatewayHttp.path(MODELS, model, "/rollback"), decision(by, reason), Map.of(), AliasView.class);
    }

    private static ObjectNode decision(String by, String reason) {
        return JsonNodeFactory.instance.objectNode().put("by", by).put("reason", reason);
    }

    /** Says that a data set has a new version. */
    public UpdateView update(DataSetWish wish) throws InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("version", wish.version());
        body.put("manifestSha256", wish.manifestSha256());
        body.put("by", wish.by());
        wish.location().ifPresent(location -> body.put("location", location));
        if (!wish.models().isEmpty()) {
            wish.models().forEach(body.putArray("models")::add);
        }
        if (!wish.newModels().isEmpty()) {
            wish.newModels().forEach(body.putArray("newModels")::add);
        }
        return http.post(
                GatewayHttp.path("/v1/datasets/", wish.dataSet(), "/updates"), body, Map.of(), UpdateView.class);
    }

    /**
     * Training runs, newest first, as the gateway writes them; {@link TrainingView#of} reads one.
     *
     * @param states all where there are none
     */
    public List<JsonNode> trainings(Optional<String> model, List<String> states, int limit)
            throws InterruptedException {
        StringBuilder query = new StringBuilder("/v1/trainings?limit=").append(limit);
        model.ifPresent(name -> query.append("&model=").append(GatewayHttp.encoded(name)));
        states.forEach(state -> query.append("&state=").append(GatewayHttp.encoded(state)));
        var runs = new ArrayList<JsonNode>();
        http.get(URI.create(query.toString()), JsonNode.class).path("runs").forEach(runs::add);
        return runs;
    }

    public JsonNode training(String run) throws InterruptedException {
        return http.get(GatewayHttp.path(TRAININGS, run, ""), JsonNode.class);
    }

    /** Asks for the end of a run; returns it, over or about to be ended. */
    public JsonNode cancelTraining(String run, String by) throws InterruptedException {
        return http.delete(GatewayHttp.path(TRAININGS, run, "?by=" + GatewayHttp.encoded(by)), JsonNode.class);
    }

    /** Says yes to the challenger that a run made. */
    public JsonNode approveTraining(String run, String by, String reason) throws InterruptedException {
        return http.post(GatewayHttp.path(TRAININGS, run, "/approval"), decision(by, reason), Map.of(), JsonNode.class);
    }

    /** The labelled sheet of a completed job that has a grid, as a PNG file. */
    public byte[] sheet(JobView job) throws InterruptedException {
        return http.bytes(GatewayHttp.path(GENERATIONS + "/", job.id(), "/sheet.png"));
    }

    /** A picture's PNG file. */
    public byte[] image(ImageView image) throws InterruptedException {
        return http.bytes(URI.create(image.url()));
    }
}
