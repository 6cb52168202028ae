package dev.atelier.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.GenerationEvent.Completed;
import dev.atelier.contract.messages.GenerationEvent.ImageStored;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.workers.testing.Installation;
import dev.atelier.workers.testing.WorkerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a worker ends, gracefully or not, and what the next one finds. */
class EndingIT {
    private Installation installation;
    private final List<WorkerProcess> workers = new ArrayList<>();

    @BeforeEach
    void start() {
        installation = Installation.ofItsOwn();
    }

    @AfterEach
    void stop() {
        workers.forEach(WorkerProcess::close);
        installation.close();
    }

    private WorkerProcess worker(Map<String, String> settings) {
        WorkerProcess worker = installation.worker(settings);
        workers.add(worker);
        return worker.awaitReady();
    }

    private List<GenerationRequest> requests(int howMany, int count) {
        return IntStream.range(0, howMany)
                .mapToObj(seed -> installation.request(installation.model(), count, seed))
                .toList();
    }

    private static List<String> ids(List<GenerationRequest> requests) {
        return requests.stream().map(GenerationRequest::id).toList();
    }

    /** SHA-256 of every picture, by seed and index, as the store has them. */
    private Map<String, String> pictures(List<GenerationRequest> requests) {
        var pictures = new TreeMap<String, String>();
        for (GenerationRequest request : requests) {
            for (int index = 0; index < request.count(); index++) {
                pictures.put(request.seed() + "/" + index, Sha256.of(installation.picture(request.id(), index)));
            }
        }
        return pictures;
    }

    @Test
    void sigtermFinishesWhatHasBegunAndLeavesTheRestToTheNextWorker() {
        WorkerProcess first = worker(Map.of());
        List<GenerationRequest> requests = requests(200, 8);
        requests.forEach(installation::send);
        Awaitility.await().until(() -> ids(requests).stream()
                .anyMatch(job -> installation.log().end(job).isPresent()));

        Duration took = first.terminate();

        assertThat(took).isLessThan(Duration.ofSeconds(20));
        assertThat(first.output()).contains("drained");
        assertThat(first.errors()).isEmpty();
        worker(Map.of());
        installation.log().awaitEnds(ids(requests));
        // Nothing was done twice: what had begun was finished and committed, what had not was left alone.
        assertThat(ids(requests)).allSatisfy(job -> assertThat(
                        installation.log().of(job).stream().map(GenerationEvent::typeName))
                .containsOnlyOnce("started", "completed"));
    }

    @Test
    void aWorkerKilledAmongFiveHundredRequestsLosesNothingAndDoublesNoEnd() {
        Map<String, String> asOne = Map.of("ATELIER_WORKER_INSTANCE_ID", "worker-1");
        WorkerProcess first = worker(asOne);
        List<GenerationRequest> requests = requests(500, 2);
        requests.forEach(installation::send);
        Awaitility.await()
                .until(() -> ids(requests).stream()
                                .filter(job -> installation.log().end(job).isPresent())
                                .count()
                        > 50);
        first.kill();
        assertThat(ids(requests)).anyMatch(job -> installation.log().end(job).isEmpty());

        worker(asOne);
        installation.log().awaitEnds(ids(requests));
        Map<String, String> disturbed = pictures(requests);

        assertThat(ids(requests)).allSatisfy(job -> {
            List<GenerationEvent> story = installation.log().of(job);
            assertThat(story).filteredOn(GenerationEvent::isEnd).allMatch(Completed.class::isInstance);
            assertThat(story)
                    .filteredOn(ImageStored.class::isInstance)
                    .extracting(event -> ((ImageStored) event).index())
                    .contains(0, 1);
        });
        List<GenerationRequest> undisturbed = requests(500, 2);
        undisturbed.forEach(installation::send);
        installation.log().awaitEnds(ids(undisturbed));
        assertThat(pictures(undisturbed)).isEqualTo(disturbed);
    }

    @Test
    void twoWorkersShareTheRequestsAndOneTakesOverWhenTheOtherLeaves() {
        WorkerProcess first = worker(Map.of());
        WorkerProcess second = worker(Map.of());
        Awaitility.await("both workers have work")
                .atMost(Duration.ofSeconds(120))
                .until(() -> {
                    List<GenerationRequest> some = requests(20, 1);
                    some.forEach(installation::send);
                    installation.log().awaitEnds(ids(some));
                    return first.metric("atelier_pictures_stored_total") > 0
                            && second.metric("atelier_pictures_stored_total") > 0;
                });

        first.terminate();

        List<GenerationRequest> rest = requests(50, 1);
        rest.forEach(installation::send);
        installation.log().awaitEnds(ids(rest));
    }
}
