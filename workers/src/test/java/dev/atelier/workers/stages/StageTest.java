package dev.atelier.workers.stages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StageTest {
    private final Stage stage = new Stage("test", 1, 2);
    private final CountDownLatch gate = new CountDownLatch(1);

    private void waitAtTheGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whoeverSubmitsToAFullStageWaits() throws Exception {
        for (int i = 0; i < 3; i++) {
            stage.submit(this::waitAtTheGate);
        }
        var fourth = new CountDownLatch(1);
        Thread submitter = new Thread(() -> {
            try {
                stage.submit(fourth::countDown);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        submitter.start();
        Awaitility.await().until(() -> submitter.getState() == Thread.State.WAITING);
        assertThat(stage.waiting()).isEqualTo(2);

        gate.countDown();

        assertThat(fourth.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void drainingFinishesWhatWasSubmittedInItsOrder() throws Exception {
        List<Integer> done = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 3; i++) {
            int number = i;
            stage.submit(() -> done.add(number));
        }

        assertThat(stage.drain(Duration.ofSeconds(30))).isTrue();

        assertThat(done).containsExactly(0, 1, 2);
    }

    @Test
    void drainingDoesNotWaitLongerThanTold() throws Exception {
        stage.submit(this::waitAtTheGate);

        assertThat(stage.drain(Duration.ofMillis(10))).isFalse();
    }

    @Test
    void aTaskThatFailsTakesNoRoomAndNoThread() throws Exception {
        for (int i = 0; i < 10; i++) {
            stage.submit(() -> {
                throw new IllegalStateException("a defect");
            });
        }
        var after = new CountDownLatch(1);
        stage.submit(after::countDown);

        assertThat(after.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
