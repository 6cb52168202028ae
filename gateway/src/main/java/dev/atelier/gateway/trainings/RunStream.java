package dev.atelier.gateway.trainings;

import dev.atelier.contract.json.Json;
import dev.atelier.gateway.runs.Run;
import dev.atelier.gateway.runs.Step;
import dev.atelier.gateway.web.EventStreams;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;

/**
 * One client's view of a run as server-sent events: what counted, in the order of the log, up to the end. The id of an
 * event is the number of its step, so a client that comes back names the last one it has seen and gets the rest.
 *
 * <p>States are pushed by several threads and in any order: a run only grows, so an older state adds nothing.
 */
final class RunStream implements EventStreams.Stream<Run> {
    private final MultiEmitter<? super OutboundSseEvent> client;
    private final Sse sse;
    private int sent;

    /** @param sent number of the last step that the client has; 0 for none */
    RunStream(MultiEmitter<? super OutboundSseEvent> client, Sse sse, int sent) {
        this.client = client;
        this.sse = sse;
        this.sent = sent;
    }

    @Override
    public synchronized void push(Run run) {
        for (Step step : run.steps()) {
            if (step.number() > sent) {
                sent = step.number();
                client.emit(event(run, step));
            }
        }
        if (run.now().state().isEnd()) {
            client.complete();
        }
    }

    /** Proxies end connections on which nothing comes. */
    @Override
    public synchronized void tick() {
        client.emit(sse.newEventBuilder().comment("still there").build());
    }

    private OutboundSseEvent event(Run run, Step step) {
        return sse.newEventBuilder()
                .id(Integer.toString(step.number()))
                .name(step.type())
                .data(String.class, new String(Json.bytes(RunChange.of(run, step)), StandardCharsets.UTF_8))
                .build();
    }
}
