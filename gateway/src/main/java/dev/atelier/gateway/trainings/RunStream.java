package dev.atelier.gateway.trainings;

import dev.atelier.contract.json.Json;
import dev.atelier.gateway.runs.Run;
import dev.atelier.gateway.runs.Step;
import dev.atelier.gateway.web.EventStreams;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One client's view of a run as server-sent events: what counted, in the order of the log, up to the end. The id of an
 * event is the number of its step, so a client that comes back names the last one it has seen and gets the rest.
 */
final class RunStream implements EventStreams.View<Run> {
    private final Sse sse;
    private int sent;

    /** @param sent number of the last step that the client has; 0 for none */
    RunStream(Sse sse, int sent) {
        this.sse = sse;
        this.sent = sent;
    }

    @Override
    public List<OutboundSseEvent> news(Run run) {
        List<OutboundSseEvent> news = run.steps().stream()
                .filter(step -> step.number() > sent)
                .map(step -> event(run, step))
                .toList();
        sent = run.steps().stream().mapToInt(Step::number).reduce(sent, Math::max);
        return news;
    }

    /** Proxies end connections on which nothing comes. */
    @Override
    public List<OutboundSseEvent> tick(Run run) {
        return List.of(sse.newEventBuilder().comment("still there").build());
    }

    @Override
    public boolean isOver(Run run) {
        return run.now().state().isEnd();
    }

    private OutboundSseEvent event(Run run, Step step) {
        return sse.newEventBuilder()
                .id(Integer.toString(step.number()))
                .name(step.type())
                .data(String.class, new String(Json.bytes(RunChange.of(run, step)), StandardCharsets.UTF_8))
                .build();
    }
}
