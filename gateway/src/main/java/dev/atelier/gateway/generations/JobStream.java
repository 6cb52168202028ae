package dev.atelier.gateway.generations;

import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.GenerationEvent.ImageStored;
import dev.atelier.gateway.jobs.Job;
import dev.atelier.gateway.jobs.JobStatus;
import dev.atelier.gateway.jobs.JobView;
import dev.atelier.gateway.jobs.Position;
import dev.atelier.gateway.web.EventStreams;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One client's view of a job as server-sent events: {@code queued}, then what counted, in the order of the log, up to
 * the end. The id of an event is its number, so a client that comes back names the last one it has seen and gets the
 * rest. While the job waits, {@code position} events without an id tell of its place.
 */
final class JobStream implements EventStreams.View<Job> {
    private static final int TICKS_BETWEEN_SIGNS_OF_LIFE = 15;

    private final Sse sse;
    private final JobView jobs;
    private final JobBodies bodies;
    private int sent;
    private int ticks;
    private Optional<Position> position = Optional.empty();

    /** @param sent number of the last event that the client has; 0 for none */
    JobStream(Sse sse, JobView jobs, JobBodies bodies, int sent) {
        this.sse = sse;
        this.jobs = jobs;
        this.bodies = bodies;
        this.sent = sent;
    }

    @Override
    public List<OutboundSseEvent> news(Job job) {
        var news = new ArrayList<OutboundSseEvent>();
        if (sent == 0) {
            news.add(event(++sent, "queued", queued(job)));
        }
        List<GenerationEvent> history = job.history();
        while (sent <= history.size()) {
            GenerationEvent event = history.get(sent - 1);
            news.add(event(++sent, event.typeName(), change(job, event)));
        }
        return news;
    }

    /** Once a second: the place in the queue where it changed, now and then a sign of life. */
    @Override
    public List<OutboundSseEvent> tick(Job job) {
        ticks++;
        Optional<Position> now = jobs.position(job);
        if (now.isPresent() && !now.equals(position)) {
            position = now;
            return List.of(builder("position", waiting(job, now)).build());
        }
        return ticks % TICKS_BETWEEN_SIGNS_OF_LIFE == 0
                ? List.of(sse.newEventBuilder().comment("still there").build())
                : List.of();
    }

    @Override
    public boolean isOver(Job job) {
        return job.status().isOver();
    }

    private JobChange queued(Job job) {
        if (job.status() != JobStatus.QUEUED) {
            return change(job.id(), JobStatus.QUEUED, job.request().acceptedAt());
        }
        position = jobs.position(job);
        return waiting(job, position);
    }

    private JobChange waiting(Job job, Optional<Position> at) {
        return new JobChange(
                job.id(),
                JobStatus.QUEUED,
                job.request().acceptedAt(),
                at,
                bodies.expectedWaitMs(job),
                Optional.empty(),
                Optional.empty());
    }

    private JobChange change(Job job, GenerationEvent event) {
        return new JobChange(
                job.id(),
                JobStatus.after(event),
                event.at(),
                Optional.empty(),
                OptionalLong.empty(),
                event instanceof ImageStored stored ? Optional.of(bodies.image(job, stored)) : Optional.empty(),
                JobBodies.failure(event));
    }

    private static JobChange change(String id, JobStatus status, Instant at) {
        return new JobChange(
                id, status, at, Optional.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty());
    }

    private OutboundSseEvent event(int number, String name, JobChange data) {
        return builder(name, data).id(Integer.toString(number)).build();
    }

    private OutboundSseEvent.Builder builder(String name, JobChange data) {
        return sse.newEventBuilder()
                .name(name)
                .data(String.class, new String(Json.bytes(data), StandardCharsets.UTF_8));
    }
}
