package dev.atelier.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.messages.CatalogueEvent.ShardStored;
import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.GenerationEvent.Completed;
import dev.atelier.contract.messages.GenerationEvent.ImageStored;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.workers.testing.Installation;
import dev.atelier.workers.testing.ShardContent;
import dev.atelier.workers.testing.WorkerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How a worker ends, gracefully or not, and what the next one finds. The last of each test is the first of the next. */
class EndingIT {
    /** Each takes over at once from the one before, and holds few pictures, so that even a slow machine drains in time. */
    private static final Map<String, String> SUCCESSORS = Map.of(
            "ATELIER_WORKER_INSTANCE_ID", "worker-1",
            "ATELIER_WORKER_PICTURES_IN_FLIGHT", "128");

    /** Rounds of an end that comes too late: the work doubles each time. */
    private static final int MOST_TIMES = 64;

    private static Installation installation;
    private static WorkerProcess worker;

    /** What was asked for at one time. */
    private record Asked(List<GenerationRequest> jobs, List<ShardRequest> shards) {
        void send() {
            shards.forEach(installation::send);
            jobs.forEach(installation::send);
        }

        List<String> ids() {
            return EndingIT.ids(jobs);
        }

        boolean someJobsHaveEnded() {
            return ids().stream().anyMatch(EndingIT::hasEnded);
        }

        boolean someOfBothIsLeft() {
            return !ids().stream().allMatch(EndingIT::hasEnded)
                    && shards.stream().anyMatch(shard -> reports(shard).isEmpty());
        }

        void awaitAll() {
            installation.log().awaitEnds(ids());
            Awaitility.await("every shard is stored")
                    .atMost(Duration.ofSeconds(300))
                    .until(() ->
                            shards.stream().noneMatch(shard -> reports(shard).isEmpty()));
        }

        void assertShardsAreWhole() {
            for (ShardRequest shard : shards) {
                for (ShardStored stored : reports(shard)) {
                    ShardContent.of(stored, installation.store()).assertWhole(shard);
                }
            }
        }
    }

    @BeforeAll
    static void start() {
        installation = Installation.ofItsOwn();
        worker = installation.worker(SUCCESSORS).awaitReady();
    }

    @AfterAll
    static void stop() {
        worker.close();
        installation.close();
    }

    private static List<GenerationRequest> requests(int howMany, int count) {
        return IntStream.range(0, howMany)
                .mapToObj(seed -> installation.request(installation.model(), count, seed))
                .toList();
    }

    private static List<ShardRequest> shards(int howMany) {
        String batch = UUID.randomUUID().toString();
        return IntStream.range(0, howMany)
                .mapToObj(number -> installation.shard("default", batch, number, 4_000))
                .toList();
    }

    private static List<String> ids(List<GenerationRequest> requests) {
        return requests.stream().map(GenerationRequest::id).toList();
    }

    private static boolean hasEnded(String job) {
        return installation.log().end(job).isPresent();
    }

    private static List<ShardStored> reports(ShardRequest shard) {
        return installation.log().stored(shard.batch()).stream()
                .filter(stored -> stored.shard() == shard.shard())
                .toList();
    }

    /**
     * Ends the worker while it is amid jobs and shards, and starts the next one. Nobody knows how fast a machine is: where
     * the end came too late, it comes again to the next worker, with twice as much to do.
     */
    private static Asked endedAmid(Consumer<WorkerProcess> end) throws IOException {
        for (int times = 1; times <= MOST_TIMES; times *= 2) {
            Asked asked = new Asked(requests(400 * times, 4), shards(3 * times));
            double before = worker.metric("atelier_pictures_generated_total", "bulk");
            asked.send();
            Awaitility.await("jobs and shards are begun")
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> asked.someJobsHaveEnded()
                            && worker.metric("atelier_pictures_generated_total", "bulk") > before);
            end.accept(worker);
            boolean amid = asked.someOfBothIsLeft();
            worker = installation.worker(SUCCESSORS).awaitReady();
            asked.awaitAll();
            if (amid) {
                return asked;
            }
        }
        throw new AssertionError("workers that were told to end did all there was first, however much that was");
    }

    @Test
    void sigtermFinishesWhatHasBegunAndLeavesTheRestToTheNextWorker() throws IOException {
        Asked asked = endedAmid(told -> {
            Duration took = told.terminate();
            assertThat(told.output()).contains("drained");
            assertThat(told.errors()).isEmpty();
            assertThat(took).as("what an orchestrator gives it").isLessThan(Duration.ofSeconds(30));
        });

        // Nothing was done twice: what had begun was finished and committed, what had not was left alone.
        assertThat(asked.ids()).allSatisfy(job -> assertThat(
                        installation.log().of(job).stream().map(GenerationEvent::typeName))
                .containsOnlyOnce("started", "completed"));
        asked.assertShardsAreWhole();
        assertThat(worker.errors()).isEmpty();
    }

    @Test
    void aWorkerKilledAmongHundredsOfRequestsLosesNothingAndDoublesNoEnd() throws IOException {
        Asked asked = endedAmid(WorkerProcess::kill);

        assertThat(asked.ids()).allSatisfy(job -> {
            List<GenerationEvent> story = installation.log().of(job);
            assertThat(story).filteredOn(GenerationEvent::isEnd).allMatch(Completed.class::isInstance);
            assertThat(story)
                    .filteredOn(ImageStored.class::isInstance)
                    .extracting(event -> ((ImageStored) event).index())
                    .contains(0, 1, 2, 3);
        });
        asked.assertShardsAreWhole();
        List<GenerationRequest> undisturbed = everyFourth(requests(asked.jobs().size(), 4));
        undisturbed.forEach(installation::send);
        installation.log().awaitEnds(ids(undisturbed));
        assertThat(pictures(undisturbed)).isEqualTo(pictures(everyFourth(asked.jobs())));
        assertThat(worker.errors()).isEmpty();
    }

    private static List<GenerationRequest> everyFourth(List<GenerationRequest> requests) {
        return requests.stream().filter(request -> request.seed() % 4 == 0).toList();
    }

    /** SHA-256 of every picture, by seed and index, as the store has them. */
    private static Map<String, String> pictures(List<GenerationRequest> requests) {
        var pictures = new TreeMap<String, String>();
        for (GenerationRequest request : requests) {
            for (int index = 0; index < request.count(); index++) {
                pictures.put(request.seed() + "/" + index, Sha256.of(installation.picture(request.id(), index)));
            }
        }
        return pictures;
    }

    @Test
    void twoWorkersShareTheRequestsAndOneTakesOverWhenTheOtherLeaves() throws IOException {
        double before = worker.metric("atelier_pictures_stored_total");
        try (WorkerProcess second = installation.worker(Map.of()).awaitReady()) {
            Awaitility.await("both workers have work").until(() -> {
                List<GenerationRequest> some = requests(20, 1);
                some.forEach(installation::send);
                installation.log().awaitEnds(ids(some));
                return worker.metric("atelier_pictures_stored_total") > before
                        && second.metric("atelier_pictures_stored_total") > 0;
            });

            second.terminate();
        }

        List<GenerationRequest> rest = requests(50, 1);
        rest.forEach(installation::send);
        installation.log().awaitEnds(ids(rest));
    }
}
