package dev.atelier.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.GenerationEvent.ImageStored;
import dev.atelier.contract.messages.GenerationEvent.Started;
import dev.atelier.contract.messages.GenerationRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever several workers and gateways report of a job, whatever is delivered twice and however requests and events
 * interleave, there is one outcome.
 */
class FoldTest {
    private static final int COUNT = 3;
    private static final Duration RETENTION = Duration.ofDays(365_000);

    @Provide
    Arbitrary<List<GenerationEvent>> events() {
        Arbitrary<Instant> times = Arbitraries.integers().between(0, 1000).map(Samples.NOON::plusSeconds);
        Arbitrary<GenerationEvent> one = times.flatMap(at -> Arbitraries.oneOf(
                Arbitraries.integers().between(0, COUNT).map(i -> Samples.stored("a", i, at)),
                Arbitraries.of(Samples.started("a", at)),
                Arbitraries.of(
                        Samples.completed("a", at),
                        Samples.failed("a", at),
                        Samples.cancelled("a", at),
                        Samples.expired("a", at))));
        return one.list().ofMaxSize(12);
    }

    private static Job folded(List<GenerationEvent> events) {
        Job job = Job.of(Samples.request("a", COUNT), 0);
        for (GenerationEvent event : events) {
            job = job.after(event);
        }
        return job;
    }

    @Property
    void aJobHasAtMostOneEndAndItIsTheFirstOfTheLog(@ForAll("events") List<GenerationEvent> events) {
        Job job = folded(events);
        Optional<GenerationEvent> first =
                events.stream().filter(GenerationEvent::isEnd).findFirst();
        assertThat(job.end()).isEqualTo(first);
        assertThat(job.history().stream().filter(GenerationEvent::isEnd).count())
                .isEqualTo(first.isPresent() ? 1 : 0);
        assertThat(job.status().isOver()).isEqualTo(first.isPresent());
    }

    @Property
    void aJobOnlyGrows(@ForAll("events") List<GenerationEvent> events) {
        Job before = Job.of(Samples.request("a", COUNT), 0);
        for (GenerationEvent event : events) {
            Job after = before.after(event);
            assertThat(after.history().subList(0, before.history().size())).isEqualTo(before.history());
            assertThat(after.history().size() - before.history().size()).isBetween(0, 1);
            before = after;
        }
    }

    @Property
    void eachPictureAndTheStartCountOnce(@ForAll("events") List<GenerationEvent> events) {
        Job job = folded(events);
        assertThat(job.images().stream().map(ImageStored::index))
                .doesNotHaveDuplicates()
                .allMatch(index -> index < COUNT)
                .isSorted();
        assertThat(job.history().stream().filter(Started.class::isInstance).count())
                .isBetween(0L, 1L);
        assertThat(job.remaining())
                .isEqualTo(job.status().isOver() ? 0 : COUNT - job.images().size());
    }

    @Property
    void anyInterleavingAndRepetitionGivesTheSameJob(
            @ForAll("events") List<GenerationEvent> events, @ForAll Random random) {
        JobView view = new JobView(RETENTION, Integer.MAX_VALUE);
        for (Object message : delivered(events, random)) {
            if (message instanceof GenerationRequest request) {
                view.apply(request);
            } else {
                view.apply((GenerationEvent) message);
            }
        }
        Job expected = folded(events);
        assertThat(view.job("a")).contains(expected);
        assertThat(view.openJobs()).isEqualTo(expected.status().isOver() ? 0 : 1);
        assertThat(view.openImages()).isEqualTo(expected.remaining());
        assertThat(view.earlyEvents()).isZero();
    }

    /** The request once or more at any places; the events in order, going back to an earlier one now and then. */
    private static List<Object> delivered(List<GenerationEvent> events, Random random) {
        var messages = new ArrayList<Object>();
        int furthest = 0;
        int next = 0;
        while (furthest < events.size()) {
            if (next > 0 && random.nextInt(4) == 0) {
                next = random.nextInt(next);
            }
            messages.add(events.get(next++));
            furthest = Math.max(furthest, next);
        }
        for (int copies = 1 + random.nextInt(3); copies > 0; copies--) {
            messages.add(random.nextInt(messages.size() + 1), Samples.request("a", COUNT));
        }
        return messages;
    }

    @Property
    void theTotalsOfTheQueueAreThoseOfTheOpenJobs(@ForAll Random random) {
        JobView view = new JobView(RETENTION, Integer.MAX_VALUE);
        for (int step = 0; step < 200; step++) {
            String id = "job-" + random.nextInt(12);
            Instant at = Samples.NOON.plusSeconds(step);
            switch (random.nextInt(5)) {
                case 0, 1 -> view.apply(Samples.request(id, 1 + random.nextInt(4), at));
                case 2 -> view.apply(Samples.started(id, at));
                case 3 -> view.apply(Samples.stored(id, random.nextInt(4), at));
                default -> view.apply(Samples.completed(id, at));
            }
        }
        List<Job> open = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            view.job("job-" + i).filter(job -> !job.status().isOver()).ifPresent(open::add);
        }
        assertThat(view.openJobs()).isEqualTo(open.size());
        assertThat(view.openImages())
                .isEqualTo(open.stream().mapToInt(Job::remaining).sum());
        for (Job job : open) {
            long ahead =
                    open.stream().filter(other -> other.number() < job.number()).count();
            view.position(job).ifPresent(position -> assertThat(position.jobs()).isEqualTo((int) ahead));
        }
    }
}
