package dev.atelier.contract.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ParentWatchTest {
    private final CountDownLatch over = new CountDownLatch(1);

    private void watch(long pid, AtomicLong parent) {
        Thread thread = new Thread(new ParentWatch(pid, parent::get, over::countDown));
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void endsWhenTheWatchedProcessIsKilled() throws Exception {
        Process other = new ProcessBuilder("sleep", "600").start();
        watch(other.pid(), new AtomicLong(1));
        assertThat(over.getCount()).isEqualTo(1);
        other.destroyForcibly();
        assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void endsWhenTheParentIsAnotherOneThanBefore() throws Exception {
        AtomicLong parent = new AtomicLong(ProcessHandle.current().pid());
        watch(parent.get(), parent);
        assertThat(over.getCount()).isEqualTo(1);
        parent.set(1);
        assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void endsAtOnceWhereThereIsNoSuchProcess() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        watch(gone.pid(), new AtomicLong(1));
        assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
