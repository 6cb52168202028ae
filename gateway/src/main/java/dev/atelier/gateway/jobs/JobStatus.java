package dev.atelier.gateway.jobs;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.GenerationEvent.Cancelled;
import dev.atelier.contract.messages.GenerationEvent.Completed;
import dev.atelier.contract.messages.GenerationEvent.Expired;
import dev.atelier.contract.messages.GenerationEvent.Failed;
import java.util.Locale;

/** Where a job stands: it waits, a worker is at it, or it is over in one of four ways. */
public enum JobStatus {
    QUEUED,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED,
    EXPIRED;

    /** The status that a job has once {@code event} counts. */
    public static JobStatus after(GenerationEvent event) {
        if (event instanceof Completed) {
            return COMPLETED;
        } else if (event instanceof Failed) {
            return FAILED;
        } else if (event instanceof Cancelled) {
            return CANCELLED;
        } else if (event instanceof Expired) {
            return EXPIRED;
        }
        return RUNNING;
    }

    public boolean isOver() {
        return this != QUEUED && this != RUNNING;
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
