package dev.atelier.contract.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreCallsTest {
    private final StoreCalls calls = new StoreCalls("the store");

    @AfterEach
    void nobodyIsInterruptedAnyMore() {
        Thread.interrupted();
    }

    @Test
    void whoIsInterruptedWhileTheStoreAnswersIsNotRefusedAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> calls.run("put", "a", () -> StoreCalls.await(new CompletableFuture<>())))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("put a at the store: interrupted");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void anAnswerThatFailedIsToldByItsCause() {
        var answer = CompletableFuture.failedFuture(new IOException("connection reset"));

        assertThatThrownBy(() -> calls.run("put", "a", () -> StoreCalls.await(answer)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("connection reset");
    }
}
