package dev.atelier.workers.embedding;

import dev.atelier.contract.messages.Message;
import dev.atelier.workers.reporting.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The messages that answer others, gathered and then written. */
final class Answers {
    private final EventLog log;
    private final List<Message> messages = new ArrayList<>();

    Answers(EventLog log) {
        this.log = log;
    }

    void add(Message message) {
        messages.add(message);
    }

    /** Returns when the broker has all of them for good. */
    void write() throws InterruptedException {
        var written = new CountDownLatch(messages.size());
        for (Message message : messages) {
            log.submit(() -> message, written::countDown);
        }
        written.await();
    }
}
