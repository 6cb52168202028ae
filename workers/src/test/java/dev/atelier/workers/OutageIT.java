package dev.atelier.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.GenerationEvent.Completed;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.workers.testing.Installation;
import dev.atelier.workers.testing.WorkerProcess;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A worker whose broker and store go and come back, without a restart of the worker. */
class OutageIT {
    private static Installation installation;
    private static WorkerProcess worker;

    @BeforeAll
    static void start() {
        installation = Installation.inTwoProcesses();
        worker = installation.worker(Map.of()).awaitReady();
    }

    @AfterAll
    static void stop() {
        worker.close();
        installation.close();
    }

    private static List<String> send(int requests, int count) {
        return Stream.generate(() -> installation.request(installation.model(), count, 7))
                .limit(requests)
                .map(installation::send)
                .toList();
    }

    @Test
    void requestsWaitForTheStoreAndFinishLater() throws Exception {
        installation.log().awaitEnds(send(1, 1));
        double retries = worker.metric("atelier_retries_total");
        int errors = worker.errors().size();

        installation.servers().killStore();
        // More than the worker holds, so that some wait in the log.
        List<String> jobs = send(12, 64);
        Awaitility.await().until(() -> worker.metric("atelier_retries_total") > retries);
        Awaitility.await().until(() -> worker.get("/q/health/ready").body().contains("degraded"));
        Awaitility.await().until(worker::isReady);
        assertThat(jobs).noneMatch(job -> installation.log().end(job).isPresent());

        installation.servers().restartStore();
        installation.log().awaitEnds(jobs);

        assertThat(jobs).allSatisfy(job -> {
            assertThat(installation.log().end(job).orElseThrow()).isInstanceOf(Completed.class);
            assertThat(installation.picture(job, 63)).isNotEmpty();
        });
        Awaitility.await().until(() -> worker.get("/q/health/ready").body().contains("available"));
        assertThat(worker.errors()).hasSize(errors);
    }

    @Test
    void aModelThatIsNotHereYetIsFetchedWhenTheStoreIsBack() {
        GenerationRequest request =
                installation.request(installation.publish("later", 9).manifest(), 1, 1);

        installation.servers().killStore();
        installation.send(request);
        Awaitility.await().until(() -> worker.get("/q/health/ready").body().contains("degraded"));
        installation.servers().restartStore();

        assertThat(installation.log().awaitEnd(request.id())).isInstanceOf(Completed.class);
    }

    @Test
    void theWorkerGoesOnWhenTheBrokerIsBack() {
        List<String> before = send(40, 16);

        installation.servers().killBroker();
        Awaitility.await().until(() -> !worker.isReady());
        installation.servers().restartBroker();

        installation.log().awaitEnds(before);
        installation.log().awaitEnds(send(1, 1));
        Awaitility.await().until(worker::isReady);
        // The broker may have forgotten that a request was done: then it comes again, to the same end.
        assertThat(before).allSatisfy(job -> assertThat(
                        installation.log().of(job).stream().filter(GenerationEvent::isEnd))
                .isNotEmpty()
                .allMatch(Completed.class::isInstance));
    }
}
