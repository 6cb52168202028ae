package dev.atelier.contract.messages;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/**
 * What happened to a job. Delivery is at least once: a reader folds events so that a repeated one changes nothing, and
 * of several ends (completed, failed, cancelled, expired) the first in the order of the log counts.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = GenerationEvent.Started.class, name = "started"),
    @JsonSubTypes.Type(value = GenerationEvent.ImageStored.class, name = "image-stored"),
    @JsonSubTypes.Type(value = GenerationEvent.Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = GenerationEvent.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = GenerationEvent.Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = GenerationEvent.Expired.class, name = "expired")
})
public sealed interface GenerationEvent {
    int VERSION = 1;

    int schemaVersion();

    String job();

    Instant at();

    /** Whether the job is over with this event. */
    @JsonIgnore
    default boolean isEnd() {
        return !(this instanceof Started || this instanceof ImageStored);
    }

    /** The type's name as in JSON, e.g. {@code image-stored}. */
    default String typeName() {
        if (this instanceof Started) {
            return "started";
        } else if (this instanceof ImageStored) {
            return "image-stored";
        } else if (this instanceof Completed) {
            return "completed";
        } else if (this instanceof Failed) {
            return "failed";
        } else if (this instanceof Cancelled) {
            return "cancelled";
        }
        return "expired";
    }

    /** A worker has taken the job into a batch. */
    record Started(int schemaVersion, String job, Instant at, String worker) implements GenerationEvent {
        public Started {
            requireCommon(job, at);
            Required.text("worker", worker);
        }
    }

    /**
     * A picture lies in the store.
     *
     * @param index of the picture within the job
     * @param key of the object
     * @param sha256 of the PNG file
     * @param size of the PNG file in bytes
     */
    record ImageStored(
            int schemaVersion,
            String job,
            Instant at,
            int index,
            String key,
            String sha256,
            @JsonProperty(required = true) long size)
            implements GenerationEvent {
        public ImageStored {
            requireCommon(job, at);
            Required.text("key", key);
            Required.text("sha256", sha256);
            if (index < 0 || index >= GenerationRequest.LARGEST_COUNT) {
                throw new IllegalArgumentException("index " + index + " is outside of 0 to 63");
            }
        }
    }

    /** Every picture is stored. */
    record Completed(int schemaVersion, String job, Instant at, int images) implements GenerationEvent {
        public Completed {
            requireCommon(job, at);
        }
    }

    /**
     * The job cannot be fulfilled.
     *
     * @param code for programs, e.g. {@code unreadable-message}, {@code unknown-model-version}, {@code invalid-model}
     * @param reason a sentence for people
     */
    record Failed(int schemaVersion, String job, Instant at, String code, String reason) implements GenerationEvent {
        public Failed {
            requireCommon(job, at);
            Required.text("code", code);
            Required.field("reason", reason);
        }
    }

    record Cancelled(int schemaVersion, String job, Instant at) implements GenerationEvent {
        public Cancelled {
            requireCommon(job, at);
        }
    }

    /** No worker began the job before its time ran out. */
    record Expired(int schemaVersion, String job, Instant at) implements GenerationEvent {
        public Expired {
            requireCommon(job, at);
        }
    }

    private static void requireCommon(String job, Instant at) {
        Required.text("job", job);
        Required.field("at", at);
    }
}
